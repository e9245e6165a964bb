package article

import (
	"bytes"
	"compress/bzip2"
	"context"
	"fmt"
	"io"
	"iter"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// gzipFormat is any other format in gzip; what it unpacks to is sniffed again.
func gzipFormat() Format {
	return compressed("gzip", "any of the others, compressed with gzip", []string{".gz", ".tgz"}, "\x1f\x8b",
		func(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) })
}

// bzip2Format is any other format in bzip2.
func bzip2Format() Format {
	f := compressed("bzip2", "any of the others, compressed with bzip2", []string{".bz2", ".tbz2"}, "BZh",
		func(r io.Reader) (io.ReadCloser, error) { return io.NopCloser(bzip2.NewReader(r)), nil })
	f.Sniff = func(head []byte) bool {
		return len(head) > 10 && bytes.HasPrefix(head, []byte("BZh")) && head[3] >= '1' && head[3] <= '9' &&
			(string(head[4:10]) == "1AY&SY" || string(head[4:10]) == "\x17\x72\x45\x38\x50\x90")
	}
	return f
}

// window is the memory that zstd may ask for.
const window = 128 << 20

// zstdFormat is any other format in zstd.
func zstdFormat() Format {
	return compressed("zstd", "any of the others, compressed with zstd", []string{".zst", ".zstd", ".tzst"}, "\x28\xb5\x2f\xfd",
		func(r io.Reader) (io.ReadCloser, error) {
			d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window), zstd.WithDecoderLowmem(true))
			if err != nil {
				return nil, err
			}
			return d.IOReadCloser(), nil
		})
}

// compressed is a format that holds one stream of another.
func compressed(name, about string, exts []string, magic string, open func(io.Reader) (io.ReadCloser, error)) Format {
	return Format{
		Name: name, About: about, Exts: exts,
		Sniff: func(head []byte) bool { return bytes.HasPrefix(head, []byte(magic)) },
		read: func(ctx context.Context, in *input) iter.Seq2[Article, error] {
			return func(yield func(Article, error) bool) {
				unpacked, err := open(in)
				if err != nil {
					yield(Article{}, whole(in.name, "broken "+name, "fetch the file again", err))
					return
				}
				defer unpacked.Close()
				in.inside(ctx, in.name, in.budget.unpacked(named{unpacked, in.name, "broken " + name}))(yield)
			}
		},
	}
}

// named gives the faults of a packed stream the name of what is broken.
type named struct {
	io.Reader
	name, what string
}

// Read reads on; a fault names the container.
func (n named) Read(p []byte) (int, error) {
	read, err := n.Reader.Read(p)
	if err != nil && err != io.EOF {
		err = fault(n.name, n.what, err)
	}
	return read, err
}

// fault names a container that is broken, unless the cause says enough.
func fault(name, what string, err error) error {
	if known, ok := cannot(name, err).(*Error); ok && known.Err != err {
		return known
	}
	if isBomb(err) {
		return bomb(name, err)
	}
	return whole(name, what, "fetch the file again", err)
}

func bomb(name string, err error) error {
	return whole(name, "refused", "unpack it yourself if you trust it", err)
}

// entryName is the name of an entry of an archive inside a message: the archive's,
// an exclamation mark, its own. It names; no path is ever made of it.
func entryName(archive, entry string) string {
	entry = oneLine(entry)
	if len(entry) > 200 {
		entry = "…" + string([]rune(entry)[max(0, len([]rune(entry))-100):])
	}
	return fmt.Sprintf("%s!%s", archive, printable(entry))
}
