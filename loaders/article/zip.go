package article

import (
	"bufio"
	"bytes"
	"context"
	bits "encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"iter"

	"github.com/klauspost/compress/flate"
)

// zipFormat is an archive of files of the other formats. It is read from the front,
// by the headers before the entries, so that an archive in an archive or on stdin
// needs no room and entries cannot overlap; the directory at its end is not asked.
func zipFormat() Format {
	return Format{
		Name: "zip", About: "an archive of files of the others",
		Exts:  []string{".zip"},
		Sniff: func(head []byte) bool { return hasAny(head, entrySign, endSign) },
		read:  readZip,
	}
}

const (
	entrySign = "PK\x03\x04"
	endSign   = "PK\x05\x06"
	dirSign   = "PK\x01\x02"
	descSign  = "PK\x07\x08"
	end64Sign = "PK\x06\x06"
)

func hasAny(head []byte, signs ...string) bool {
	for _, sign := range signs {
		if bytes.HasPrefix(head, []byte(sign)) {
			return true
		}
	}
	return false
}

func readZip(ctx context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		z := &zipped{input: in, in: bufio.NewReaderSize(in, 1<<16)}
		n := 0
		for ctx.Err() == nil {
			entry, err := z.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err == nil {
				err = in.budget.entry()
			}
			if err != nil {
				yield(Article{}, z.fault(err))
				return
			}
			if in.worth(entry.name) {
				n++
				if !z.entryArticles(ctx, entry, yield) {
					return
				}
			}
			if err := z.leave(entry); err != nil {
				if entry.content == nil || !entry.content.failed {
					yield(Article{}, z.fault(err))
				}
				return
			}
		}
		if n == 0 && ctx.Err() == nil {
			yield(Article{}, noEntries(in.name))
		}
	}
}

// zipped is a zip archive while it is read.
type zipped struct {
	*input
	in *bufio.Reader
}

// zipEntry is an entry of it.
type zipEntry struct {
	name         string
	flags        uint16
	method       uint16
	crc          uint32
	packed, size int64 // -1 where they stand behind the entry
	raw          *io.LimitedReader
	content      *failing // unpacked, checked; nil while nobody has asked
}

// next reads the header of the next entry; io.EOF behind the last.
func (z *zipped) next() (*zipEntry, error) {
	var head [30]byte
	if sign, err := z.in.Peek(4); err != nil {
		return nil, fmt.Errorf("cut off: %w", io.ErrUnexpectedEOF)
	} else if hasAny(sign, dirSign, endSign, end64Sign) {
		return nil, io.EOF
	} else if !hasAny(sign, entrySign) {
		return nil, errors.New("no header where an entry should begin")
	}
	if _, err := io.ReadFull(z.in, head[:]); err != nil {
		return nil, fmt.Errorf("cut off: %w", err)
	}
	u16 := func(at int) uint16 { return bits.LittleEndian.Uint16(head[at:]) }
	u32 := func(at int) uint32 { return bits.LittleEndian.Uint32(head[at:]) }
	rest := make([]byte, int(u16(26))+int(u16(28)))
	if _, err := io.ReadFull(z.in, rest); err != nil {
		return nil, fmt.Errorf("cut off: %w", err)
	}
	e := &zipEntry{name: string(rest[:u16(26)]), flags: u16(6), method: u16(8), crc: u32(14), packed: int64(u32(18)), size: int64(u32(22))}
	e.large(rest[u16(26):])
	if e.packed < 0 || e.size < 0 {
		return nil, errors.New("an entry of a negative size")
	}
	if e.flags&8 != 0 && e.packed == 0 {
		e.packed, e.size = -1, -1
	}
	return e, nil
}

// large reads the sizes of 64 bits, which stand in the extra field.
func (e *zipEntry) large(extra []byte) {
	for len(extra) >= 4 {
		id, size := bits.LittleEndian.Uint16(extra), int(bits.LittleEndian.Uint16(extra[2:]))
		if 4+size > len(extra) {
			return
		}
		if field := extra[4 : 4+size]; id == 1 && size >= 16 {
			e.size, e.packed = int64(bits.LittleEndian.Uint64(field)), int64(bits.LittleEndian.Uint64(field[8:]))
		}
		extra = extra[4+size:]
	}
}

// open makes the reader of an entry's content.
func (z *zipped) open(e *zipEntry) error {
	switch {
	case e.flags&1 != 0:
		return errors.New("it is encrypted")
	case e.method == 0 && e.packed < 0:
		return errors.New("its size stands behind it: pack it again")
	case e.method != 0 && e.method != 8:
		return fmt.Errorf("its method of packing, %d, is not known here", e.method)
	}
	from := io.Reader(z.in)
	if e.packed >= 0 {
		e.raw = &io.LimitedReader{R: z.in, N: e.packed}
		from = e.raw
	}
	if e.method == 8 {
		if e.raw != nil {
			from = bufio.NewReader(from)
		}
		from = flate.NewReader(from)
	}
	e.content = &failing{Reader: z.budget.unpacked(named{&summed{from, crc32.NewIEEE(), e}, entryName(z.name, e.name), "broken entry of a zip"})}
	return nil
}

// summed checks the sum of an entry at its end.
type summed struct {
	io.Reader
	hash.Hash32
	entry *zipEntry
}

// Read reads on, and fails at the end of an entry that was changed.
func (s *summed) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	s.Write(p[:n])
	if errors.Is(err, io.EOF) && s.entry.packed >= 0 && s.entry.flags&8 == 0 && s.Sum32() != s.entry.crc {
		return n, errors.New("its sum is wrong")
	}
	return n, err
}

// entryArticles gives the articles of an entry.
func (z *zipped) entryArticles(ctx context.Context, e *zipEntry, yield func(Article, error) bool) bool {
	if err := z.open(e); err != nil {
		return yield(Article{}, whole(entryName(z.name, e.name), "cannot be unpacked", "unpack it yourself", err))
	}
	return z.entry(ctx, e.name, e.content, yield)
}

// leave goes to the end of an entry and of what stands behind it.
func (z *zipped) leave(e *zipEntry) error {
	if e.packed < 0 && e.content == nil {
		if err := z.open(e); err != nil {
			return err
		}
	}
	if e.content != nil && e.packed < 0 {
		if e.content.failed {
			return io.ErrUnexpectedEOF
		}
		if _, err := io.Copy(io.Discard, e.content.Reader); err != nil {
			return err
		}
	}
	if e.packed >= 0 {
		left := e.packed
		if e.raw != nil {
			left = e.raw.N
		}
		if n, err := io.CopyN(io.Discard, z.in, left); err != nil {
			return fmt.Errorf("cut off %d bytes before the end of %s: %w", left-n, printable(e.name), err)
		}
	}
	if e.flags&8 != 0 {
		return z.descriptor()
	}
	return nil
}

// descriptor passes over the sizes behind an entry, whose form nothing tells but
// the sign that follows.
func (z *zipped) descriptor() error {
	for _, size := range []int{16, 24, 12, 20} {
		next, _ := z.in.Peek(size + 4)
		if len(next) < size+4 || (size == 16 || size == 24) != hasAny(next, descSign) {
			continue
		}
		if hasAny(next[size:], entrySign, dirSign, endSign, end64Sign) {
			_, err := z.in.Discard(size)
			return err
		}
	}
	return fmt.Errorf("cut off: %w", io.ErrUnexpectedEOF)
}

func (z *zipped) fault(err error) error { return fault(z.name, "broken zip", err) }
