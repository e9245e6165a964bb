package web

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/graph/graphtest"
)

// tame reads a page as a browser does and wants no element, attribute or address in
// it that the words of articles made.
func tame(t *testing.T, where, page string) (marks int) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && (strings.Contains(n.Data, "alert(1)") || strings.Contains(n.Data, "=HYPERLINK")):
			marks++
		case n.Type == html.ElementNode:
			bad := n.Data == "img" || n.Data == "script" && n.FirstChild != nil && attribute(n, "type") != "application/ld+json" && attribute(n, "type") != "application/json"
			for _, a := range n.Attr {
				bad = bad || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:")
			}
			if bad {
				t.Errorf("%s: words became the element <%s %v>", where, n.Data, n.Attr)
			}
		}
	}
	return marks
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// TestPagesAreTame: names, titles, quotes and addresses of articles are text on every
// page of the explorer, with whatever they try.
func TestPagesAreTame(t *testing.T) {
	s := graphtest.Hostile().Store(t)
	srv := serve(t, func(c *Config) { c.Store = s })
	marks := 0
	pages := []string{"/", "/person/", "/article/", "/country/", "/timeline", "/ask/meetings", "/ask/agreements", "/ask/offices", "/compare" + talk, "/path?from=person:john-kerry&to=country:russia"}
	for iri := range graphtest.Hostile().Entities {
		pages = append(pages, "/"+strings.Replace(string(iri), ":", "/", 1))
	}
	for _, c := range graphtest.Hostile().Articles {
		pages = append(pages, "/"+strings.Replace(string(c.Article.IRI), ":", "/", 1))
		for _, claim := range c.Claims {
			pages = append(pages, "/"+strings.Replace(string(claim.ID), ":", "/", 1))
		}
	}
	for _, path := range pages {
		status, body := send(t, srv, "GET", path, "")
		if status != 200 && !strings.HasPrefix(path, "/tenure/") && path != "/timeline" {
			t.Errorf("%s: %d", path, status)
		}
		marks += tame(t, path, body)
	}
	if marks < 100 {
		t.Errorf("only %d hostile texts on all pages", marks)
	}
}

// TestSiteIsTame: the same of the explorer as files, and no file is written outside
// of its folder.
func TestSiteIsTame(t *testing.T) {
	dir, marks := filepath.Join(t.TempDir(), "in", "site"), 0
	if _, err := WriteSite(t.Context(), graphtest.Hostile().Store(t), dir, SiteOptions{Text: true}); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(filepath.Dir(filepath.Dir(dir)), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !strings.HasPrefix(name, dir) {
			t.Errorf("%s was written outside", name)
		}
		if filepath.Ext(name) != ".html" {
			return nil
		}
		data, err := os.ReadFile(name)
		marks += tame(t, name, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if marks < 100 {
		t.Errorf("only %d hostile texts on all pages", marks)
	}
}
