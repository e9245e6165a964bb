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

// Walk gives the articles of paths with the options' zero value.
func Walk(ctx context.Context, paths []string, stdin io.Reader) iter.Seq2[Found, error] {
	return Options{}.Walk(ctx, paths, stdin)
}

// Walk gives the articles of files, of folders (their files in the order of
// their names, folders within them too), of patterns such as "news/*.html" that no
// shell has resolved, of http and https addresses where Options.Net allows them,
// and, for the path "-", of stdin. Inside a folder only files count whose name ends
// as one of Formats' does and does not begin with a dot (Options.Aside hears of
// those that end otherwise); a file that is named itself is judged by its bytes alone. A bad input comes as an error that names
// it, and the rest goes on.
func (o Options) Walk(ctx context.Context, paths []string, stdin io.Reader) iter.Seq2[Found, error] {
	return func(yield func(Found, error) bool) {
		for _, path := range paths {
			if ctx.Err() != nil || !o.walk(ctx, path, stdin, yield) {
				return
			}
		}
	}
}

func (o Options) walk(ctx context.Context, path string, stdin io.Reader, yield func(Found, error) bool) bool {
	if path == "-" {
		return o.readAll(ctx, "-", stdin, yield)
	}
	if strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://") {
		return o.fetched(ctx, path, yield)
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if files, bad := filepath.Glob(path); bad == nil && len(files) > 0 {
			return o.walkAll(ctx, files, yield)
		}
		return yield(Found{Name: path}, whole(path, "no such file or folder", "check the path", err))
	}
	if err != nil {
		return yield(Found{Name: path}, whole(path, "cannot be opened", "check its permissions", err))
	}
	if info.IsDir() {
		return o.walkFolder(ctx, path, yield)
	}
	return o.readFile(ctx, path, yield)
}

// walkAll walks what a pattern stands for, in the order of the names.
func (o Options) walkAll(ctx context.Context, files []string, yield func(Found, error) bool) bool {
	slices.Sort(files)
	for _, file := range files {
		if ctx.Err() != nil || !o.walk(ctx, file, nil, yield) {
			return false
		}
	}
	return true
}

func (o Options) walkFolder(ctx context.Context, folder string, yield func(Found, error) bool) bool {
	files, unreadable := filesIn(folder, o.Aside)
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
		if ctx.Err() != nil || !o.readFile(ctx, file, yield) {
			return false
		}
	}
	return true
}

// Size returns the bytes of the files that Walk would read, as they lie on disk;
// known is false where a path is a stream, an address or cannot be looked at.
func Size(paths []string) (bytes int64, known bool) {
	for _, path := range paths {
		n, ok := sizeOf(path)
		if !ok {
			return 0, false
		}
		bytes += n
	}
	return bytes, true
}

func sizeOf(path string) (int64, bool) {
	info, err := os.Stat(path)
	if err != nil {
		files, bad := filepath.Glob(path)
		if bad != nil || len(files) == 0 || path == "-" || slices.Contains(files, path) {
			return 0, false
		}
		return Size(files)
	}
	if !info.IsDir() {
		return info.Size(), info.Mode().IsRegular()
	}
	var sum int64
	files, _ := filesIn(path, nil)
	for _, file := range files {
		if info, err := os.Stat(file); err == nil {
			sum += info.Size()
		}
	}
	return sum, true
}

// filesIn lists the files of a folder that may be articles, sorted by path, and tells
// aside of the others.
func filesIn(folder string, aside func(string)) (files []string, unreadable []*Error) {
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
		case hidden || entry.IsDir():
		case slices.Contains(ends, strings.ToLower(filepath.Ext(path))):
			files = append(files, path)
		case aside != nil:
			aside(path)
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

func (o Options) readFile(ctx context.Context, path string, yield func(Found, error) bool) bool {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return yield(Found{Name: path}, whole(path, "went away while its folder was read", "load the folder again", nil))
	}
	if err != nil {
		return yield(Found{Name: path}, whole(path, "cannot be opened", "check its permissions", err))
	}
	defer file.Close()
	return o.readAll(ctx, path, file, yield)
}

func (o Options) readAll(ctx context.Context, name string, r io.Reader, yield func(Found, error) bool) bool {
	for a, err := range o.Read(ctx, name, r) {
		if !yield(Found{Name: name, Article: a}, err) {
			return false
		}
	}
	return true
}
