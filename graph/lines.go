package graph

import (
	"bufio"
	"bytes"
	"container/heap"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/cayleygraph/quad"
)

// sortBytes is how many bytes of lines are sorted in memory; more go to disk first. While so
// many are sorted and written as many others come.
const sortBytes = 128 << 20

// Lines sorts lines that need not fit into memory: full batches are sorted and put
// on disk, beside who brings more, and merged in the end. It is for one goroutine and must
// be closed.
type Lines struct {
	limit    int
	mem      batch
	spare    batch // one that was written, whose room is used again
	runs     []*os.File
	spilling chan spilled // nil when no batch is being written
}

// batch is lines one after the other and where they are.
type batch struct {
	text []byte
	at   []place
}

// place is where a line begins and ends.
type place struct{ from, to int }

func (b *batch) line(p place) []byte { return b.text[p.from:p.to] }

func (b *batch) sort() {
	slices.SortFunc(b.at, func(x, y place) int { return bytes.Compare(b.line(x), b.line(y)) })
}

// spilled is a batch that was put on disk.
type spilled struct {
	batch batch
	run   *os.File
	err   error
}

// Add takes a line, without its newline.
func (l *Lines) Add(line string) error {
	from := len(l.mem.text)
	l.mem.text = append(l.mem.text, line...)
	return l.added(from)
}

// AddQuad takes a quad as a line of canonical N-Quads.
func (l *Lines) AddQuad(q quad.Quad) error {
	from := len(l.mem.text)
	l.mem.text = appendQuad(l.mem.text, q)
	return l.added(from)
}

func (l *Lines) added(from int) error {
	l.mem.at = append(l.mem.at, place{from, len(l.mem.text)})
	size := len(l.mem.text) + 16*len(l.mem.at)
	if limit := l.limit; size <= sortBytes && limit == 0 || limit > 0 && size <= limit {
		return nil
	}
	return l.spill()
}

// spill lets the lines in memory be put on disk as one sorted run, once those before them are.
func (l *Lines) spill() error {
	if err := l.settle(); err != nil {
		return err
	}
	l.spilling = make(chan spilled, 1)
	go func(b batch, done chan<- spilled) {
		b.sort()
		run, err := b.write()
		done <- spilled{b, run, err}
	}(l.mem, l.spilling)
	l.mem, l.spare = batch{l.spare.text[:0], l.spare.at[:0]}, batch{}
	return nil
}

// settle waits until the batch that is being written is on disk.
func (l *Lines) settle() error {
	if l.spilling == nil {
		return nil
	}
	s := <-l.spilling
	l.spilling = nil
	l.spare = s.batch
	if s.run != nil {
		l.runs = append(l.runs, s.run)
	}
	return s.err
}

// write puts sorted lines on disk.
func (b *batch) write() (*os.File, error) {
	f, err := os.CreateTemp("", "entente-sort-*")
	if err != nil {
		return nil, fmt.Errorf("sort: %w (name a folder with room in TMPDIR)", err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	for _, p := range b.at {
		w.Write(b.line(p))
		w.WriteByte('\n')
	}
	if err := w.Flush(); err != nil {
		return f, fmt.Errorf("sort: %w (name a folder with room in TMPDIR)", err)
	}
	return f, nil
}

// Each gives the lines in the order of their bytes, each once.
func (l *Lines) Each(fn func(line string) error) error {
	return l.each(func(line []byte) error { return fn(string(line)) })
}

// each is Each whose lines hold until fn returns.
func (l *Lines) each(fn func(line []byte) error) error {
	l.mem.sort()
	if err := l.settle(); err != nil {
		return err
	}
	l.spare = batch{}
	m := &merge{}
	if err := m.add(&run{mem: &l.mem}); err != nil {
		return err
	}
	for _, f := range l.runs {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("sort: %w", err)
		}
		if err := m.add(&run{file: bufio.NewReaderSize(f, 1<<18)}); err != nil {
			return err
		}
	}
	return m.each(fn)
}

// Write writes the lines.
func (l *Lines) Write(w io.Writer) error {
	b := bufio.NewWriterSize(w, 64<<10)
	err := l.each(func(line []byte) error {
		b.Write(line)
		return b.WriteByte('\n')
	})
	if err != nil {
		return err
	}
	return b.Flush()
}

// Close lets memory and files go.
func (l *Lines) Close() error {
	errs := []error{l.settle()}
	for _, f := range l.runs {
		errs = append(errs, f.Close(), os.Remove(f.Name()))
	}
	l.mem, l.spare, l.runs = batch{}, batch{}, nil
	return errors.Join(errs...)
}

// run is one sorted list, in memory or on disk, and its first line.
type run struct {
	mem  *batch
	at   int // of the line that follows in mem
	file *bufio.Reader
	head []byte
}

// next moves to the following line; false at the end.
func (r *run) next() (bool, error) {
	if r.file == nil {
		if r.at == len(r.mem.at) {
			return false, nil
		}
		r.head = r.mem.line(r.mem.at[r.at])
		r.at++
		return true, nil
	}
	r.head = r.head[:0]
	for {
		part, err := r.file.ReadSlice('\n')
		r.head = append(r.head, part...)
		switch {
		case err == nil:
			r.head = r.head[:len(r.head)-1]
			return true, nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF):
			return false, nil
		default:
			return false, fmt.Errorf("sort: %w", err)
		}
	}
}

// merge is a heap of runs, the one with the least line first.
type merge struct{ runs []*run }

func (m *merge) Len() int           { return len(m.runs) }
func (m *merge) Less(i, j int) bool { return bytes.Compare(m.runs[i].head, m.runs[j].head) < 0 }
func (m *merge) Swap(i, j int)      { m.runs[i], m.runs[j] = m.runs[j], m.runs[i] }
func (m *merge) Push(x any)         { m.runs = append(m.runs, x.(*run)) }
func (m *merge) Pop() any {
	last := m.runs[len(m.runs)-1]
	m.runs = m.runs[:len(m.runs)-1]
	return last
}

func (m *merge) add(r *run) error {
	more, err := r.next()
	if more {
		m.runs = append(m.runs, r)
	}
	return err
}

func (m *merge) each(fn func([]byte) error) error {
	heap.Init(m)
	var last []byte
	for begun := false; len(m.runs) > 0; {
		r := m.runs[0]
		if !begun || !bytes.Equal(r.head, last) {
			if err := fn(r.head); err != nil {
				return err
			}
			last, begun = append(last[:0], r.head...), true
		}
		more, err := r.next()
		if err != nil {
			return err
		}
		if !more {
			heap.Pop(m)
			continue
		}
		heap.Fix(m, 0)
	}
	return nil
}
