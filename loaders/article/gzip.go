package article

import (
	"bytes"
	"context"
	"io"
	"iter"

	"github.com/klauspost/compress/gzip"
)

// gzipFormat is any other format in gzip; what it unpacks to is sniffed again.
// A single text inside may have MaxText bytes like any other.
func gzipFormat() Format {
	return Format{
		Name: "gzip", About: "any of the others, compressed with gzip", Exts: []string{".gz"},
		Sniff: func(head []byte) bool { return bytes.HasPrefix(head, []byte{0x1f, 0x8b}) },
		read:  readGzip,
	}
}

func readGzip(ctx context.Context, name string, r io.Reader) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		unpacked, err := gzip.NewReader(r)
		if err != nil {
			yield(Article{}, whole(name, "broken gzip", "fetch the file again", err))
			return
		}
		defer unpacked.Close()
		// gzip inside gzip is not followed: nobody sends articles so.
		for a, err := range Read(ctx, name, refuseGzip{unpacked, name, new(bool)}) {
			if !yield(a, err) {
				return
			}
		}
	}
}

// refuseGzip reads on, but fails on a stream that is gzip again.
type refuseGzip struct {
	io.Reader
	name   string
	looked *bool
}

// Read reads from the stream inside.
func (r refuseGzip) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if n > 0 && !*r.looked {
		*r.looked = true
		if p[0] == 0x1f {
			return 0, whole(r.name, "gzip inside gzip", "unpack it once", nil)
		}
	}
	return n, err
}
