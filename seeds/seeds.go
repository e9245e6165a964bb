// Package seeds carries sample articles of our own writing and, beside them,
// gold: what a reader finds in them, in the form of the document view. Both are
// embedded in the program and come out as file systems; it stores nothing.
package seeds

import (
	"embed"
	"io/fs"
)

//go:embed all:articles all:gold all:superseded
var files embed.FS

// Articles returns the sample articles, one file an article.
func Articles() fs.FS { return under("articles") }

// Superseded returns older texts of articles that were corrected later: files of
// the same names as in Articles. A run must not load both.
func Superseded() fs.FS { return under("superseded") }

// Gold returns the gold files: NAME.json for the article NAME.txt.
func Gold() fs.FS { return under("gold") }

func under(dir string) fs.FS {
	sub, err := fs.Sub(files, dir)
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}
