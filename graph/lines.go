package graph

import (
	"bufio"
	"container/heap"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// sortBytes is how many bytes of lines are sorted in memory; more go to disk first.
const sortBytes = 256 << 20

// Lines sorts lines that need not fit into memory: full batches are sorted and put
// on disk, and merged in the end. It is for one goroutine and must be closed.
type Lines struct {
	limit int
	mem   []string
	size  int
	runs  []*os.File
}

// Add takes a line, without its newline.
func (l *Lines) Add(line string) error {
	l.mem = append(l.mem, line)
	l.size += len(line) + 16
	if limit := l.limit; l.size <= sortBytes && limit == 0 || limit > 0 && l.size <= limit {
		return nil
	}
	return l.spill()
}

// spill puts the lines in memory on disk as one sorted run.
func (l *Lines) spill() error {
	f, err := os.CreateTemp("", "entente-sort-*")
	if err != nil {
		return fmt.Errorf("sort: %w (name a folder with room in TMPDIR)", err)
	}
	l.runs = append(l.runs, f)
	w := bufio.NewWriterSize(f, 1<<20)
	slices.Sort(l.mem)
	for _, line := range l.mem {
		w.WriteString(line)
		w.WriteByte('\n')
	}
	clear(l.mem)
	l.mem, l.size = l.mem[:0], 0
	if err := w.Flush(); err != nil {
		return fmt.Errorf("sort: %w (name a folder with room in TMPDIR)", err)
	}
	return nil
}

// Each gives the lines in the order of their bytes, each once.
func (l *Lines) Each(fn func(line string) error) error {
	slices.Sort(l.mem)
	if len(l.runs) == 0 {
		for _, line := range slices.Compact(l.mem) {
			if err := fn(line); err != nil {
				return err
			}
		}
		return nil
	}
	m := &merge{}
	if err := m.add(&run{mem: l.mem}); err != nil {
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
	err := l.Each(func(line string) error {
		b.WriteString(line)
		return b.WriteByte('\n')
	})
	if err != nil {
		return err
	}
	return b.Flush()
}

// Close lets memory and files go.
func (l *Lines) Close() error {
	var errs []error
	for _, f := range l.runs {
		errs = append(errs, f.Close(), os.Remove(f.Name()))
	}
	l.mem, l.runs = nil, nil
	return errors.Join(errs...)
}

// run is one sorted list, in memory or on disk, and its first line.
type run struct {
	mem  []string
	file *bufio.Reader
	head string
}

// next moves to the following line; false at the end.
func (r *run) next() (bool, error) {
	if r.file == nil {
		if len(r.mem) == 0 {
			return false, nil
		}
		r.head, r.mem = r.mem[0], r.mem[1:]
		return true, nil
	}
	line, err := r.file.ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return false, fmt.Errorf("sort: %w", err)
	}
	if line == "" {
		return false, nil
	}
	r.head = line[:len(line)-1]
	return true, nil
}

// merge is a heap of runs, the one with the least line first.
type merge struct{ runs []*run }

func (m *merge) Len() int           { return len(m.runs) }
func (m *merge) Less(i, j int) bool { return m.runs[i].head < m.runs[j].head }
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

func (m *merge) each(fn func(string) error) error {
	heap.Init(m)
	last, begun := "", false
	for len(m.runs) > 0 {
		r := m.runs[0]
		if !begun || r.head != last {
			if err := fn(r.head); err != nil {
				return err
			}
			last, begun = r.head, true
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
