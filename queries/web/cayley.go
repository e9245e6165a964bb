package web

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/ui"
)

// The page of Cayley's own (bundle/README.md says what is embedded beside it).
// It was built for the root of localhost:64210, with an editor and a font from
// other hosts; a few words of its files are replaced while they are served, and
// Cayley's package stays as it is.

//go:embed bundle/monaco.zip
var monacoZip []byte

//go:embed bundle/material-icons.woff2
var iconFont []byte

// iconStyle stands in for the style sheet that the page imports from elsewhere.
const iconStyle = `@font-face{font-family:"Material Icons";font-style:normal;font-weight:400;` +
	`src:url(/cayley/icons.woff2) format("woff2")}` +
	`.material-icons{font-family:"Material Icons";font-weight:normal;font-style:normal;font-size:24px;` +
	`line-height:1;letter-spacing:normal;text-transform:none;display:inline-block;white-space:nowrap;` +
	`direction:ltr;font-feature-settings:"liga";-webkit-font-smoothing:antialiased}`

// edits are the words replaced in the page's files, by file extension.
var edits = map[string]*strings.Replacer{
	".html": strings.NewReplacer(
		`href="/`, `href="/cayley/`,
		`href="logo`, `href="/cayley/logo`,
		`src="/static`, `src="/cayley/static`,
		`l.p="/"`, `l.p="/cayley/"`,
		`<title>`, `<link href="/cayley/examples.css" rel="stylesheet"><script src="/cayley/examples.js"></script><title>`),
	".js": strings.NewReplacer(
		`"http://localhost:64210"`, `""`,
		`"".concat("","/gizmo.d.ts")`, `"/cayley/gizmo.d.ts"`,
		`text:"g.V().all()"`, `text:window.ententeFirst`,
		`https://cdn.jsdelivr.net/npm/monaco-editor@0.18.1/min/vs`, `/cayley/monaco/vs`,
		"//# sourceMappingURL=", "// map: "),
	".css": strings.NewReplacer(
		`@import url(https://fonts.googleapis.com/icon?family=Material+Icons);`, `@import url(/cayley/icons.css);`,
		"/*# sourceMappingURL=", "/* map: "),
}

// mediaTypes are the types of the files served; any other file is not found.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".ts": "text/plain; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml", ".ico": "image/x-icon",
	".png": "image/png", ".woff2": "font/woff2",
}

// cayleyPage serves Cayley's page under /cayley/.
func cayleyPage() (http.HandlerFunc, error) {
	page, err := fs.Sub(ui.FS, "web")
	if err != nil {
		return nil, fmt.Errorf("open Cayley's page: %w", err)
	}
	monaco, err := zip.NewReader(bytes.NewReader(monacoZip), int64(len(monacoZip)))
	if err != nil {
		return nil, fmt.Errorf("open the bundled editor: %w", err)
	}
	index, err := fs.ReadFile(page, "index.html")
	if err != nil {
		return nil, fmt.Errorf("open Cayley's page: %w", err)
	}
	policy := cayleyPolicy(edits[".html"].Replace(string(index)))
	return func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/cayley")
		name = strings.TrimPrefix(name, "/")
		w.Header().Set("Content-Security-Policy", policy)
		switch {
		case name == "":
			serveBytes(w, r, "index.html", []byte(edits[".html"].Replace(string(index))))
		case name == "examples.js":
			examplesScript(w, r)
		case name == "examples.css":
			serveFile(w, r, staticFiles, "static/examples.css", nil)
		case name == "icons.css":
			serveBytes(w, r, name, []byte(iconStyle))
		case name == "icons.woff2":
			serveBytes(w, r, name, iconFont)
		case strings.HasPrefix(name, "monaco/"):
			serveFile(w, r, monaco, "min/"+strings.TrimPrefix(name, "monaco/"), nil)
		default:
			serveFile(w, r, page, name, edits[path.Ext(name)])
		}
	}, nil
}

// editorScript is what the page writes into itself to start its editor.
const editorScript = "\n      require.config({ paths: { 'vs': '/cayley/monaco/vs' } });\n" +
	"      require(['vs/editor/editor.main'], function() {\n" +
	"        document.dispatchEvent(new Event('monaco_init'));\n      });\n    "

// cayleyPolicy allows the page what it needs and nothing from elsewhere: its two
// inline scripts by digest, and the styles that its editor writes.
func cayleyPolicy(index string) string {
	_, script, _ := strings.Cut(index, "<script>") // the one without src
	script, _, _ = strings.Cut(script, "</script>")
	return "default-src 'self'; script-src 'self' " + digest(script) + " " + digest(editorScript) + "; " +
		"worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
		"connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

// digest names a script as policies do.
func digest(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func serveFile(w http.ResponseWriter, r *http.Request, files fs.FS, name string, edit *strings.Replacer) {
	if !fs.ValidPath(name) || strings.Contains(name, "service-worker") {
		http.NotFound(w, r)
		return
	}
	data, err := fs.ReadFile(files, name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if edit != nil {
		data = []byte(edit.Replace(string(data)))
	}
	serveBytes(w, r, name, data)
}

func serveBytes(w http.ResponseWriter, r *http.Request, name string, data []byte) {
	media, ok := mediaTypes[path.Ext(name)]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", media)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(data)))
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}
