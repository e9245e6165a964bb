package article

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Found is an article and the input it came from.
type Found struct {
	Name string // the file as named, or "-"
	Article
}

// Walk gives the articles of files, of folders (their files in the order of
// their names, folders within them too) and, for the path "-", of stdin. Inside
// a folder only files count whose name ends as one of Formats' does and does not
// begin with a dot; a file that is named itself is judged by its bytes alone. A
// bad input comes as an *Error that names it, and the rest goes on.
func Walk(ctx context.Context, paths []string, stdin io.Reader) iter.Seq2[Found, error] {
	return func(yield func(Found, error) bool) {
		for _, path := range paths {
			if ctx.Err() != nil || !walk(ctx, path, stdin, yield) {
				return
			}
		}
	}
}

func walk(ctx context.Context, path string, stdin io.Reader, yield func(Found, error) bool) bool {
	if path == "-" {
		return readAll(ctx, "-", stdin, yield)
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return yield(Found{Name: path}, whole(path, "no such file or folder", "check the path", err))
	}
	if err != nil {
		return yield(Found{Name: path}, whole(path, "cannot be opened", "check its permissions", err))
	}
	if info.IsDir() {
		return walkFolder(ctx, path, yield)
	}
	return readFile(ctx, path, yield)
}

func walkFolder(ctx context.Context, folder string, yield func(Found, error) bool) bool {
	files, unreadable := filesIn(folder)
	for _, bad := range unreadable {
		if !yield(Found{Name: bad.Name}, bad) {
			return false
		}
	}
	if len(files) == 0 && len(unreadable) == 0 {
		return yield(Found{Name: folder}, whole(folder, "a folder without articles",
			"give one with files that end in "+strings.Join(endings(), ", "), ErrNotArticle))
	}
	for _, file := range files {
		if ctx.Err() != nil || !readFile(ctx, file, yield) {
			return false
		}
	}
	return true
}

// filesIn lists the files of a folder that may be articles, sorted by path.
func filesIn(folder string) (files []string, unreadable []*Error) {
	ends := endings()
	filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		hidden := path != folder && strings.HasPrefix(filepath.Base(path), ".")
		switch {
		case err != nil:
			unreadable = append(unreadable, whole(path, "cannot be opened", "check its permissions", err))
			if entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
		case hidden && entry.IsDir():
			return fs.SkipDir
		case !hidden && !entry.IsDir() && slices.Contains(ends, strings.ToLower(filepath.Ext(path))):
			files = append(files, path)
		}
		return nil
	})
	slices.Sort(files)
	return files, unreadable
}

// endings lists the endings of file names of all formats.
func endings() []string {
	var ends []string
	for _, format := range Formats() {
		ends = append(ends, format.Exts...)
	}
	slices.Sort(ends)
	return slices.Compact(ends)
}

func readFile(ctx context.Context, path string, yield func(Found, error) bool) bool {
	file, err := os.Open(path)
	if err != nil {
		return yield(Found{Name: path}, whole(path, "cannot be opened", "check its permissions", err))
	}
	defer file.Close()
	return readAll(ctx, path, file, yield)
}

func readAll(ctx context.Context, name string, r io.Reader, yield func(Found, error) bool) bool {
	for a, err := range Read(ctx, name, r) {
		if !yield(Found{Name: name, Article: a}, err) {
			return false
		}
	}
	return true
}
