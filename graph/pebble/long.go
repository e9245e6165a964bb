package pebble

import (
	"sync"

	"github.com/klauspost/compress/zstd"
)

// packedMark stands in place of the class before a long value that is packed.
const packedMark = 0xfe

// pack makes what the room of long values keeps of a value's bytes. Texts and records become a quarter: what each of
// their blocks would be packed to once more by every compaction that moves it is packed once, and a log, a memory table
// and every level have less to move.
func pack(b []byte) []byte {
	packed := packer().EncodeAll(b, append(make([]byte, 0, len(b)/2), packedMark))
	if len(packed) >= len(b) {
		return b
	}
	return packed
}

// unpack gives the bytes of a long value; those that packing does not make shorter are kept as they are.
func unpack(stored []byte) ([]byte, error) {
	if len(stored) == 0 || stored[0] != packedMark {
		return stored, nil
	}
	return unpacker().DecodeAll(stored[1:], nil)
}

// Both are made when the first long value comes: many runs of the program meet none.
var (
	packer = sync.OnceValue(func() *zstd.Encoder {
		w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(false))
		if err != nil {
			panic(err) // the options are ours
		}
		return w
	})
	unpacker = sync.OnceValue(func() *zstd.Decoder {
		r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderLowmem(true))
		if err != nil {
			panic(err) // the options are ours
		}
		return r
	})
)

// bytesOf gives the bytes of a node's value, as encode wrote them.
func (v *view) bytesOf(n node, e entry) ([]byte, error) {
	if !e.long() {
		return e.stored, nil
	}
	stored, err := v.get(nodeKey(roomLong, n))
	if err != nil {
		return nil, err
	}
	b, err := unpack(stored)
	if err != nil {
		return nil, v.inconsistent(n, err)
	}
	return b, nil
}
