package linear

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// A model's file is one zstd frame of a head, in varints, and columns of numbers,
// each laid out in planes of their bytes, the lowest of all first: so what is like is
// beside what is like it, and is read without a branch.
//
//	head:     number of classes, each name with its length, how many features and cells, size of the table
//	features: difference of the key to the one before (4 bytes), number of cells (1)
//	cells:    class (1), weight in zigzag (2)
//	places:   the seed of each bucket (1); none for one class

// ErrFile is what Read answers to bytes that are no model.
var ErrFile = errors.New("not a file of linear weights")

// Bytes returns the model's file.
func (m *Model) Bytes() []byte {
	all := binary.AppendUvarint(nil, uint64(len(m.Classes)))
	for _, name := range m.Classes {
		all = append(binary.AppendUvarint(all, uint64(len(name))), name...)
	}
	for _, n := range []uint64{uint64(len(m.keys)), uint64(len(m.cells)), m.places.size} {
		all = binary.AppendUvarint(all, n)
	}
	var gaps, sizes, classes, weights []uint32
	last := uint32(0)
	for key, row := range m.rows() {
		gaps, sizes = append(gaps, key-last), append(sizes, uint32(len(row)))
		last = key
		for _, cell := range row {
			classes = append(classes, cell>>16)
			weights = append(weights, zigzag(int16(cell)))
		}
	}
	all = column(column(all, gaps, 4), sizes, 1)
	all = column(column(all, classes, 1), weights, 2)
	return Pack(append(all, m.places.seeds...))
}

// column appends numbers of so many bytes, in planes.
func column(to []byte, numbers []uint32, bytes int) []byte {
	for i := range bytes {
		for _, n := range numbers {
			to = append(to, byte(n>>(8*i)))
		}
	}
	return to
}

func zigzag(n int16) uint32 { return uint32(uint16(n<<1 ^ n>>15)) }

func unzigzag(n uint32) int16 { return int16(n>>1) ^ -int16(n&1) }

// Pack compresses bytes for embedding, the same way every time.
func Pack(data []byte) []byte {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err) // the options are constants
	}
	return w.EncodeAll(data, nil)
}

// mostBytes bounds what Unpack makes: more than ten times the largest of our models.
const mostBytes = 256 << 20

// Unpack returns what Pack was given, an error where that would be more than mostBytes.
func Unpack(data []byte) ([]byte, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(mostBytes))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.DecodeAll(data, nil)
}

// Read returns the model of a file that Bytes wrote.
func Read(data []byte) (*Model, error) {
	all, err := Unpack(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	in := &reader{left: all}
	m := &Model{}
	for range in.number(1 << 15) {
		m.Classes = append(m.Classes, string(in.bytes()))
	}
	features, cells, size := in.number(mostCells), in.number(mostCells), in.number(4*mostCells)
	if in.err != nil || len(in.left) < 5*features+3*cells {
		return nil, ErrFile
	}
	m.keys, m.ends, m.cells = in.column(features, 4), in.column(features, 1), in.column(cells, 1)
	if !m.unfold(in.column(cells, 2)) || !m.place(size, in.left) {
		return nil, ErrFile
	}
	return m, nil
}

// mostCells is the number of cells that a model may have; 24 bits number them with
// their rows.
const mostCells = 1 << 23

// unfold makes keys of differences, ends of lengths, and cells of classes and
// weights; false when they are none.
func (m *Model) unfold(weights []uint32) bool {
	key, end := uint64(0), uint32(0)
	for i, gap := range m.keys {
		key += uint64(gap)
		if m.ends[i] == 0 || key > 1<<32-1 || gap == 0 && i > 0 {
			return false
		}
		end += m.ends[i]
		m.keys[i], m.ends[i] = uint32(key), end
	}
	for i, class := range m.cells {
		if int(class) >= len(m.Classes) {
			return false
		}
		m.cells[i] = class<<16 | uint32(uint16(unzigzag(weights[i])))
	}
	return int(end) == len(m.cells)
}

// place takes over the places of the features; false when they are none.
func (m *Model) place(size int, seeds []uint8) bool {
	m.places = places{size: uint64(size), seeds: bytes.Clone(seeds)} // not a part of the whole file, which would stay
	if len(m.Classes) < 2 {
		return len(seeds) == 0
	}
	return size > 0 && size <= 8*len(m.keys)+1 && len(seeds) == len(m.keys)/bucketKeys+1 && m.places.fits(m.keys)
}

// reader takes numbers from the front of its bytes and keeps the first error.
type reader struct {
	left []byte
	err  error
}

func (r *reader) number(most int) int {
	v, n := binary.Uvarint(r.left)
	if n <= 0 || v > uint64(most) {
		r.err, r.left = io.ErrUnexpectedEOF, nil
		return 0
	}
	r.left = r.left[n:]
	return int(v)
}

// column takes n numbers in planes, all of which are there.
func (r *reader) column(n, bytes int) []uint32 {
	numbers := make([]uint32, n)
	for i := range bytes {
		for j, b := range r.left[:n] {
			numbers[j] |= uint32(b) << (8 * i)
		}
		r.left = r.left[n:]
	}
	return numbers
}

func (r *reader) bytes() []byte {
	n := r.number(len(r.left))
	if n > len(r.left) { // the length itself took the last of them
		r.err, n = io.ErrUnexpectedEOF, 0
	}
	if r.err != nil {
		return nil
	}
	b := r.left[:n]
	r.left = r.left[n:]
	return b
}
