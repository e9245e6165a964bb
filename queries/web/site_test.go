package web

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// written writes the small world as files.
func written(t *testing.T, opts SiteOptions) string {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Apply(t.Context(), graphtest.Talks().Change()); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "site")
	if _, err := WriteSite(t.Context(), s, dir, opts); err != nil {
		t.Fatal(err)
	}
	return dir
}

var links = regexp.MustCompile(`(?:href|src|action)="([^"#]*)`)

// TestSiteLinks: every link of every page leads to a file that is there, or to
// another host as a link to an original; and two runs write the same bytes.
func TestSiteLinks(t *testing.T) {
	dir, again := written(t, SiteOptions{}), written(t, SiteOptions{})
	pages := 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if other, err := os.ReadFile(filepath.Join(again, rel)); err != nil || string(other) != string(data) {
			t.Errorf("%s: another run writes it otherwise: %v", rel, err)
		}
		if filepath.Ext(name) != ".html" {
			return nil
		}
		pages++
		if strings.Contains(string(data), "They agreed to call a conference on Syria before June.</mark>") != strings.Contains(string(data), "before June.") {
			t.Errorf("%s holds text beyond its quotes", rel)
		}
		for _, m := range links.FindAllStringSubmatch(string(data), -1) {
			target := path.Join(path.Dir(filepath.ToSlash(rel)), m[1])
			if m[1] == "" || strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(target))); err != nil || strings.HasPrefix(m[1], "/") {
				t.Errorf("%s leads to %s, which is not there", rel, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if pages < 20 {
		t.Errorf("%d pages", pages)
	}
	if _, err := WriteSite(t.Context(), nil, dir, SiteOptions{}); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("a folder with files: %v", err)
	}
}

// TestSitePages opens the files from the folder in a browser: search, picture and
// evidence work, and nothing is asked of any host.
func TestSitePages(t *testing.T) {
	dir := written(t, SiteOptions{Text: true})
	b := browse(t, "file://"+filepath.ToSlash(dir))
	b.open("/index.html")
	b.do(chromedp.SendKeys(chromedp.CSS("#find"), "lavr"))
	b.until(`document.querySelector(".bar .suggestions:not([hidden]) li")?.innerText.includes("Sergei Lavrov")`)
	b.key(kb.ArrowDown)
	b.key(kb.Enter)
	b.until(`location.pathname.endsWith("/person/sergei-lavrov.html")`)
	b.until(drawnPicture)
	b.press(".happening .evidence summary", "3 sources")
	b.until(`[...document.querySelectorAll(".happening mark")].some(m => m.checkVisibility() && m.innerText.includes("met Sergei Lavrov"))`)
	b.eval(`document.querySelector("[data-picture]").expand("country:russia")`)
	b.until(`document.querySelector(".picture-says").innerText.includes("around Russia")`)
	b.accessible("a page as file")
	b.shoot("site")
	b.press(".happening h3 a", "Talks in Moscow")
	b.until(`location.pathname.endsWith("kerry-lavrov.html")`)
	b.press(".button", "Compare")
	b.until(`document.title.startsWith("Sources on")`)
	b.quiet("site")
}
