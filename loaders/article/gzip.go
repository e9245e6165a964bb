package article

import (
	"bytes"
	"context"
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

func readGzip(ctx context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			yield(Article{}, whole(in.name, "broken gzip", "fetch the file again", err))
			return
		}
		defer unpacked.Close()
		in.inside(ctx, in.name, unpacked)(yield)
	}
}
