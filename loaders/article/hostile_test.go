package article

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// TestEntities: no format unfolds the entities of strangers, neither those that grow
// to gigabytes nor those that read a file or an address.
func TestEntities(t *testing.T) {
	const secret = "Sesame-7731"
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	var laughs strings.Builder
	laughs.WriteString(`<!ENTITY l0 "laugh">`)
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&laughs, `<!ENTITY l%d "%s">`, i, strings.Repeat(fmt.Sprintf("&l%d;", i-1), 10))
	}
	const words = "The ministers of Arland and Borvia met on Friday to end the quarrel over the fishing grounds between the two states. They will meet again in July, and each has said that it hopes for an accord."
	forms := map[string]func(doctype, entity string) string{
		"NITF": func(d, e string) string {
			return `<?xml version="1.0"?><!DOCTYPE nitf [` + d + `]><nitf><body><body.head><hedline><hl1>Talks</hl1></hedline></body.head><body.content><p>` + words + e + `</p></body.content></body></nitf>`
		},
		"RSS": func(d, e string) string {
			return `<?xml version="1.0"?><!DOCTYPE rss [` + d + `]><rss version="2.0"><channel><title>C</title><item><title>Talks</title><description>` + words + e + `</description></item></channel></rss>`
		},
		"Atom": func(d, e string) string {
			return `<?xml version="1.0"?><!DOCTYPE feed [` + d + `]><feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><entry><title>Talks</title><content>` + words + e + `</content></entry></feed>`
		},
		"XHTML": func(d, e string) string {
			return `<!DOCTYPE html [` + d + `]><html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>` + words + e + `</p></article></body></html>`
		},
		"DOCX": func(d, e string) string {
			return zipOf(true, "[Content_Types].xml", "<Types/>", "_rels/.rels", "<Relationships/>", "word/document.xml",
				`<?xml version="1.0"?><!DOCTYPE x [`+d+`]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>`+words+e+`</w:t></w:r></w:p></w:body></w:document>`)
		},
	}
	for name, form := range forms {
		for what, raw := range map[string]string{
			"none":    form("", ""),
			"laughs":  form(laughs.String(), "&l9;"),
			"a file":  form(`<!ENTITY x SYSTEM "file://`+filepath.ToSlash(file)+`">`, "&x;"),
			"a path":  form(`<!ENTITY x SYSTEM "`+filepath.ToSlash(file)+`">`, "&x;"),
			"a DTD":   form(`<!ENTITY % d SYSTEM "file://`+filepath.ToSlash(file)+`">%d;`, ""),
			"address": form(`<!ENTITY x SYSTEM "http://127.0.0.1:1/">`, "&x;"),
		} {
			began, n := time.Now(), 0
			for a, err := range Read(t.Context(), "x", strings.NewReader(raw)) {
				n++
				if len(a.Text) > 2000 || strings.Contains(a.Text, secret) || strings.Contains(fmt.Sprint(err), secret) {
					t.Errorf("%s, %s: unfolded: %.200s %v", name, what, a.Text, err)
				}
				if what == "none" && err != nil {
					t.Errorf("%s without entities is no article: %v", name, err)
				}
			}
			if took := time.Since(began); n == 0 || took > 5*time.Second {
				t.Errorf("%s, %s: %d articles and errors after %s", name, what, n, took)
			}
		}
	}
}

// TestArchivesStayInside: names of entries lead nowhere; what an archive holds is
// read, nothing is written and no link is followed.
func TestArchivesStayInside(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "in")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(top, "secret.txt")
	if err := os.WriteFile(secret, []byte("Sesame-7731 is what nobody should read in an archive of strangers.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var linked bytes.Buffer
	w := tar.NewWriter(&linked)
	for _, h := range []tar.Header{
		{Name: "a.txt", Typeflag: tar.TypeSymlink, Linkname: secret},
		{Name: "b.txt", Typeflag: tar.TypeLink, Linkname: "../secret.txt"},
		{Name: "c.txt", Typeflag: tar.TypeFifo},
		{Name: "d.txt", Typeflag: tar.TypeReg, Size: int64(len(story))},
	} {
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
	}
	w.Write([]byte(story))
	w.Close()
	for name, raw := range map[string]string{
		"up.zip":     zipOf(true, "../../escape.txt", story, "/escape.txt", story, `..\..\escape.txt`, story, `C:\escape.txt`, story),
		"stream.zip": zipOf(false, "../../escape.txt", story),
		"up.tar":     tarOf("../../escape.txt", story, "/escape.txt", story),
		"link.tar":   linked.String(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(raw), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	texts := 0
	for found, err := range Walk(t.Context(), []string{dir}, nil) {
		if err == nil {
			texts++
		}
		if strings.Contains(found.Text, "Sesame") {
			t.Errorf("%s: a link was followed", found.Name)
		}
	}
	var names []string
	filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, filepath.Base(path))
		}
		return err
	})
	if texts < 5 || strings.Join(names, " ") != "link.tar stream.zip up.tar up.zip secret.txt" {
		t.Errorf("%d articles; files after it: %v", texts, names)
	}
}

// TestRedirectInward: a server of the public network sends the client on to the own
// machine, by redirect and by robots.txt.
func TestRedirectInward(t *testing.T) {
	var inner []string
	private := site(t, "", &inner)
	for name, outer := range map[string]http.HandlerFunc{
		"page": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				return
			}
			http.Redirect(w, r, private.URL+"/a", http.StatusFound)
		},
		"robots.txt": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, private.URL+r.URL.Path, http.StatusFound)
		},
		"another scheme": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				return
			}
			w.Header().Set("Location", "file:///etc/hosts")
			w.WriteHeader(http.StatusFound)
		},
	} {
		c := &Client{Pause: time.Nanosecond}
		asPublic(t, c, outer)
		if page, err := c.Fetch(t.Context(), "http://public.example/a"); err == nil || page != nil {
			t.Errorf("%s: a redirect inward was followed", name)
		} else if name != "another scheme" && !errors.Is(err, ErrRefused) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(inner) > 0 {
		t.Errorf("the own machine was asked for %q", inner)
	}
}

// asPublic lets a client reach a handler under the name public.example, as if it were
// out in the world; every other name goes the client's own way.
func asPublic(t *testing.T, c *Client, handler http.HandlerFunc) {
	t.Helper()
	server := newServer(t, handler)
	c.ready()
	transport := c.http.Transport.(*http.Transport)
	own := transport.DialContext
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if address == "public.example:80" {
			return (&net.Dialer{}).DialContext(ctx, network, server)
		}
		return own(ctx, network, address)
	}
}

// newServer serves a handler and returns its address.
func newServer(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &http.Server{Handler: handler, ReadHeaderTimeout: time.Second}
	go s.Serve(l)
	t.Cleanup(func() { s.Close() })
	return l.Addr().String()
}

// TestRebinding: a name that leads into the world when it is first asked and to the
// own machine afterwards is refused when the connection is made, whatever it was.
func TestRebinding(t *testing.T) {
	var inner []string
	private := site(t, "", &inner)
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(private.URL, "http://"))
	var questions atomic.Int32
	resolver := resolves(t, func() netip.Addr {
		if questions.Add(1) == 1 {
			return netip.MustParseAddr("8.8.8.8")
		}
		return netip.MustParseAddr("127.0.0.1")
	})
	if at, err := resolver.LookupNetIP(t.Context(), "ip4", "rebind.example"); err != nil || at[0].Unmap().String() != "8.8.8.8" {
		t.Fatalf("the first answer is %v, %v", at, err)
	}
	c := &Client{Pause: time.Nanosecond, Timeout: 5 * time.Second}
	c.ready()
	dialer := &net.Dialer{Timeout: 2 * time.Second, Control: c.guard, Resolver: resolver}
	c.http.Transport.(*http.Transport).DialContext = dialer.DialContext
	if _, err := c.Fetch(t.Context(), "http://rebind.example:"+port+"/a"); !errors.Is(err, ErrRefused) {
		t.Errorf("a name that turned inward: %v", err)
	}
	if questions.Load() < 2 || len(inner) > 0 {
		t.Errorf("%d questions of the name, the own machine was asked for %q", questions.Load(), inner)
	}
}

// resolves is a resolver whose names have the address that answer gives.
func resolves(t *testing.T, answer func() netip.Addr) *net.Resolver {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	go func() {
		packet := make([]byte, 1500)
		for {
			n, from, err := server.ReadFrom(packet)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(packet[:n]) != nil || len(m.Questions) == 0 {
				continue
			}
			m.Response, m.Additionals = true, nil
			if m.Questions[0].Type == dnsmessage.TypeA {
				head := dnsmessage.ResourceHeader{Name: m.Questions[0].Name, Class: dnsmessage.ClassINET}
				m.Answers = []dnsmessage.Resource{{Header: head, Body: &dnsmessage.AResource{A: answer().As4()}}}
			}
			if out, err := m.Pack(); err == nil {
				server.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
}
