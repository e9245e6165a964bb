//go:build ignore

// Pack writes the part of the Monaco editor that Cayley's page loads into one
// zip, the same bytes every time: go run pack.go PACKAGE-DIR bundle/monaco.zip
package main

import (
	"archive/zip"
	"compress/flate"
	"io"
	"log"
	"os"
	"path/filepath"
)

// files are all that the page asks for: the editor in English, JavaScript with
// completion for Gizmo, JSON for results, GraphQL, and the licence.
var files = []string{
	"LICENSE",
	"ThirdPartyNotices.txt",
	"min/vs/base/worker/workerMain.js",
	"min/vs/basic-languages/graphql/graphql.js",
	"min/vs/basic-languages/javascript/javascript.js",
	"min/vs/basic-languages/typescript/typescript.js",
	"min/vs/editor/editor.main.css",
	"min/vs/editor/editor.main.js",
	"min/vs/editor/editor.main.nls.js",
	"min/vs/language/json/jsonMode.js",
	"min/vs/language/json/jsonWorker.js",
	"min/vs/language/typescript/tsMode.js",
	"min/vs/language/typescript/tsWorker.js",
	"min/vs/loader.js",
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: go run pack.go PACKAGE-DIR monaco.zip")
	}
	if err := pack(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func pack(dir, out string) error {
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	z := zip.NewWriter(f)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, name := range files {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		w, err := z.Create(name)
		if err != nil {
			return err
		}
		if _, err := w.Write(data); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return f.Close()
}
