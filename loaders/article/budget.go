package article

import (
	"errors"
	"fmt"
	"io"
)

// ErrBomb is wrapped by an error about a container that unpacks to more than
// Limits allow.
var ErrBomb = errors.New("unpacks to more than is allowed")

// Limits bound what containers unpack to, all levels of one input together. A
// zero field means its default.
type Limits struct {
	Depth   int   // containers in one another; 6
	Entries int64 // entries of archives; 20,000,000
	Bytes   int64 // bytes unpacked; 4 TiB
	// Ratio is bytes unpacked for each byte that came in, beyond Slack bytes; 250 and
	// 64 MiB. Newspaper text packs about 3 to 12 times.
	Ratio, Slack int64
}

// budget counts what one input unpacks to.
type budget struct {
	Limits
	in, out, entries int64
	ends             []string // endings of names that are worth a look
}

func newBudget(l Limits) *budget {
	for _, d := range []struct {
		field *int64
		value int64
	}{{&l.Entries, 20_000_000}, {&l.Bytes, 4 << 40}, {&l.Ratio, 250}, {&l.Slack, 64 << 20}} {
		if *d.field <= 0 {
			*d.field = d.value
		}
	}
	if l.Depth <= 0 {
		l.Depth = 6
	}
	return &budget{Limits: l}
}

// packed counts the bytes that come in.
func (b *budget) packed(r io.Reader) io.Reader { return &counted{r, b, &b.in, false} }

// unpacked counts the bytes that were unpacked, and fails when they are too many.
func (b *budget) unpacked(r io.Reader) io.Reader { return &counted{r, b, &b.out, true} }

type counted struct {
	io.Reader
	*budget
	count *int64
	check bool
}

// Read reads on, and fails with ErrBomb past the limits.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	*c.count += int64(n)
	if c.check && c.out > c.Bytes {
		return 0, fmt.Errorf("%w: more than %d bytes", ErrBomb, c.Bytes)
	}
	if c.check && c.out > c.Slack+c.Ratio*c.in {
		return 0, fmt.Errorf("%w: more than %d times its size", ErrBomb, c.Ratio)
	}
	return n, err
}

// entry counts an entry of an archive.
func (b *budget) entry() error {
	if b.entries++; b.entries > b.Entries {
		return fmt.Errorf("%w: more than %d entries", ErrBomb, b.Entries)
	}
	return nil
}

// spent reports whether the whole input is over a limit, and not one container in
// it too deep.
func (b *budget) spent() bool {
	return b.out > b.Bytes || b.entries > b.Entries || b.out > b.Slack+b.Ratio*b.in
}
