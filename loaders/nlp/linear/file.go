package linear

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// A model's file is one zstd frame of three streams, each with its length in
// front, all numbers as varints, features in ascending order of their keys:
//
//	head:     number of classes, each name with its length, number of features
//	features: difference of the key to the one before, number of cells
//	cells:    class, weight (zigzag)

// ErrFile is what Read answers to bytes that are no model.
var ErrFile = errors.New("not a file of linear weights")

// Bytes returns the model's file.
func (m *Model) Bytes() []byte {
	var head, features, cells []byte
	head = binary.AppendUvarint(head, uint64(len(m.Classes)))
	for _, name := range m.Classes {
		head = append(binary.AppendUvarint(head, uint64(len(name))), name...)
	}
	head = binary.AppendUvarint(head, uint64(m.Features()))
	last := uint32(0)
	for _, slot := range m.slots {
		if slot == 0 {
			continue
		}
		key := uint32(slot >> 32)
		row := m.row(slot)
		features = binary.AppendUvarint(features, uint64(key-last))
		features = binary.AppendUvarint(features, uint64(len(row)))
		last = key
		for _, cell := range row {
			cells = append(cells, byte(cell>>16))
			cells = binary.AppendVarint(cells, int64(int16(cell)))
		}
	}
	var all []byte
	for _, stream := range [][]byte{head, features, cells} {
		all = append(binary.AppendUvarint(all, uint64(len(stream))), stream...)
	}
	return Pack(all)
}

// Pack compresses bytes for embedding, the same way every time.
func Pack(data []byte) []byte {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err) // the options are constants
	}
	return w.EncodeAll(data, nil)
}

// Unpack returns what Pack was given.
func Unpack(data []byte) ([]byte, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
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
	head, features, cells := in.stream(), in.stream(), in.stream()
	m := &Model{}
	for range head.number(1 << 15) {
		m.Classes = append(m.Classes, string(head.bytes()))
	}
	n := head.number(1 << 28)
	if in.err != nil || head.err != nil || n > len(features.left) {
		return nil, ErrFile
	}
	m.reserve(n, len(cells.left)/2)
	key, place := 0, 0
	for range n {
		key += features.number(1 << 32)
		size := features.number(alone - 1)
		for range size {
			class := uint32(cells.byte())
			m.cells = append(m.cells, class<<16|uint32(uint16(cells.signed())))
			if int(class) >= len(m.Classes) {
				return nil, ErrFile
			}
		}
		if features.err != nil || cells.err != nil || key > 1<<32-1 || len(m.cells) >= 1<<24 {
			return nil, ErrFile
		}
		place = m.put(uint32(key), size, place)
	}
	return m, nil
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

func (r *reader) signed() int16 {
	v, n := binary.Varint(r.left)
	if n <= 0 {
		r.err, r.left = io.ErrUnexpectedEOF, nil
		return 0
	}
	r.left = r.left[n:]
	return int16(v)
}

func (r *reader) byte() byte {
	if len(r.left) == 0 {
		r.err = io.ErrUnexpectedEOF
		return 0
	}
	b := r.left[0]
	r.left = r.left[1:]
	return b
}

func (r *reader) bytes() []byte {
	n := r.number(len(r.left))
	if r.err != nil {
		return nil
	}
	b := r.left[:n]
	r.left = r.left[n:]
	return b
}

func (r *reader) stream() *reader { return &reader{left: r.bytes()} }
