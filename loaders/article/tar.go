package article

import (
	"archive/tar"
	"context"
	"errors"
	"io"
	"iter"
	"path"
	"slices"
	"strings"
	"unicode"
)

// tarFormat is an archive of files of the other formats. Files count as in a
// folder: by the endings of their names. They are read as they stream; their paths
// never touch the disk.
func tarFormat() Format {
	return Format{
		Name: "tar", About: "an archive of files of the others",
		Exts:  []string{".tar"},
		Sniff: func(head []byte) bool { return len(head) > 262 && string(head[257:262]) == "ustar" },
		read:  readTar,
	}
}

func readTar(ctx context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		archive, n := tar.NewReader(in), 0
		for ctx.Err() == nil {
			header, err := archive.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err == nil {
				err = in.budget.entry()
			}
			if err != nil {
				yield(Article{}, fault(in.name, "broken tar", err))
				return
			}
			if header.Typeflag != tar.TypeReg || !in.worth(header.Name) {
				continue
			}
			n++
			content := &failing{Reader: named{archive, in.name, "broken tar"}}
			if !in.entry(ctx, header.Name, in.budget.unpacked(content), yield) || content.failed {
				return
			}
		}
		if n == 0 && ctx.Err() == nil {
			yield(Article{}, noEntries(in.name))
		}
	}
}

// failing remembers that a stream failed, so that what stands around it need not say
// so again.
type failing struct {
	io.Reader
	failed bool
}

// Read reads on.
func (f *failing) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	f.failed = f.failed || err != nil && !errors.Is(err, io.EOF)
	return n, err
}

// entry gives the articles of an entry of an archive. It returns false when the
// reader wants no more, or the budget is spent.
func (in *input) entry(ctx context.Context, name string, r io.Reader, yield func(Article, error) bool) bool {
	for a, err := range in.inside(ctx, entryName(in.name, name), r) {
		if !yield(a, err) || isBomb(err) && in.budget.spent() {
			return false
		}
	}
	return true
}

func isBomb(err error) bool { return errors.Is(err, ErrBomb) }

func noEntries(name string) error {
	return whole(name, "an archive without articles", "give one with files that end in "+strings.Join(endings(), ", "), ErrNotArticle)
}

// worth reports whether a file of an archive is worth a look.
func (in *input) worth(name string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	base := path.Base(name)
	if strings.HasPrefix(base, ".") || strings.HasPrefix(name, "__MACOSX/") {
		return false
	}
	if in.budget.ends == nil {
		in.budget.ends = endings()
	}
	if slices.Contains(in.budget.ends, strings.ToLower(path.Ext(base))) {
		return true
	}
	if in.opts.Aside != nil && !strings.HasSuffix(name, "/") {
		in.opts.Aside(in.name + "/" + name)
	}
	return false
}

// printable writes signs that would break a line of a message as a question mark.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, s)
}
