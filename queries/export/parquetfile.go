package export

import (
	"bytes"
	"encoding/binary"
	"io"

	"github.com/klauspost/compress/zstd"
)

// A file of Parquet (parquet.apache.org/docs/file-format) of required columns: row
// groups of one plain page a column, packed with zstd, then the footer, which the
// Thrift compact protocol writes.

// parquetColumn is a column of text or of whole numbers.
type parquetColumn struct {
	name string
	typ  parquetType
}

type parquetType int

// The types of columns, by their numbers in the format.
const (
	whole64 parquetType = 2 // INT64
	text    parquetType = 6 // BYTE_ARRAY, UTF-8
)

// groupRows is how many rows a row group has; they are kept in memory.
const groupRows = 50_000

// parquetFile is a file being written.
type parquetFile struct {
	w       io.Writer
	at      int64
	columns []parquetColumn
	pages   []bytes.Buffer // the values of each column of the present group
	rows    int            // in the present group
	groups  []parquetGroup
	zstd    *zstd.Encoder
}

// parquetGroup is a row group that was written.
type parquetGroup struct {
	rows   int
	chunks []parquetChunk
}

// parquetChunk is where the values of a column of a group lie.
type parquetChunk struct{ offset, packed, plain int64 }

func writeParquet(w io.Writer, columns []parquetColumn, rows func(row func(...any) error) error) error {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	f := &parquetFile{w: w, columns: columns, pages: make([]bytes.Buffer, len(columns)), zstd: encoder}
	if err := f.put([]byte("PAR1")); err != nil {
		return err
	}
	if err := rows(f.row); err != nil {
		return err
	}
	if err := f.flush(); err != nil {
		return err
	}
	footer := f.footer()
	footer = binary.LittleEndian.AppendUint32(footer, uint32(len(footer)))
	return f.put(append(footer, "PAR1"...))
}

func (f *parquetFile) put(b []byte) error {
	n, err := f.w.Write(b)
	f.at += int64(n)
	return err
}

// row adds a row; values are strings and ints, as the columns want them.
func (f *parquetFile) row(values ...any) error {
	for i, v := range values {
		p := &f.pages[i]
		switch v := v.(type) {
		case string:
			p.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(v))))
			p.WriteString(v)
		case int:
			p.Write(binary.LittleEndian.AppendUint64(nil, uint64(v)))
		}
	}
	if f.rows++; f.rows < groupRows {
		return nil
	}
	return f.flush()
}

// flush writes the present row group.
func (f *parquetFile) flush() error {
	if f.rows == 0 {
		return nil
	}
	g := parquetGroup{rows: f.rows}
	for i := range f.pages {
		plain := f.pages[i].Bytes()
		packed := f.zstd.EncodeAll(plain, nil)
		head := pageHeader(len(plain), len(packed), f.rows)
		chunk := parquetChunk{f.at, int64(len(head) + len(packed)), int64(len(head) + len(plain))}
		if err := f.put(append(head, packed...)); err != nil {
			return err
		}
		g.chunks = append(g.chunks, chunk)
		f.pages[i].Reset()
	}
	f.groups = append(f.groups, g)
	f.rows = 0
	return nil
}

// pageHeader is a PageHeader of a data page: plain values, no levels.
func pageHeader(plain, packed, rows int) []byte {
	var t thrift
	t.int(1, 0) // DATA_PAGE
	t.int(2, plain)
	t.int(3, packed)
	t.open(5)
	t.int(1, rows)
	t.int(2, 0) // PLAIN
	t.int(3, 3) // RLE for levels, of which there are none
	t.int(4, 3)
	t.close()
	return t.end()
}

// footer is the FileMetaData.
func (f *parquetFile) footer() []byte {
	var t thrift
	rows := 0
	for _, g := range f.groups {
		rows += g.rows
	}
	t.int(1, 1) // version
	t.list(2, len(f.columns)+1, thriftStruct)
	t.begin() // the root of the schema
	t.text(4, "schema")
	t.int(5, len(f.columns))
	t.close()
	for _, c := range f.columns {
		t.begin()
		t.int(1, int(c.typ))
		t.int(3, 0) // REQUIRED
		t.text(4, c.name)
		if c.typ == text {
			t.int(6, 0) // UTF8
			t.open(10)
			t.open(1) // STRING
			t.close()
			t.close()
		}
		t.close()
	}
	t.long(3, int64(rows))
	t.list(4, len(f.groups), thriftStruct)
	for _, g := range f.groups {
		f.group(&t, g)
	}
	t.text(6, "entente")
	return t.end()
}

// group writes a RowGroup.
func (f *parquetFile) group(t *thrift, g parquetGroup) {
	t.begin()
	t.list(1, len(g.chunks), thriftStruct)
	total := int64(0)
	for i, c := range g.chunks {
		total += c.plain
		t.begin()
		t.long(2, c.offset)
		t.open(3) // ColumnMetaData
		t.int(1, int(f.columns[i].typ))
		t.list(2, 1, thriftInt)
		t.varint(0) // PLAIN
		t.list(3, 1, thriftBinary)
		t.bytes(f.columns[i].name)
		t.int(4, 6) // ZSTD
		t.long(5, int64(g.rows))
		t.long(6, c.plain)
		t.long(7, c.packed)
		t.long(9, c.offset)
		t.close()
		t.close()
	}
	t.long(2, total)
	t.long(3, int64(g.rows))
	t.close()
}

// thrift writes the Thrift compact protocol: fields with their numbers, in order.
type thrift struct {
	b    []byte
	last []int // number of the last field, of each open struct
	now  int
}

// Types of the compact protocol.
const (
	thriftInt    = 5
	thriftLong   = 6
	thriftBinary = 8
	thriftList   = 9
	thriftStruct = 12
)

func (t *thrift) field(id, typ int) {
	if d := id - t.now; d > 0 && d <= 15 {
		t.b = append(t.b, byte(d<<4|typ))
	} else {
		t.b = append(t.b, byte(typ))
		t.varint(int64(id))
	}
	t.now = id
}

// varint writes a number in zigzag form.
func (t *thrift) varint(n int64) { t.b = binary.AppendVarint(t.b, n) }

func (t *thrift) int(id, n int)        { t.field(id, thriftInt); t.varint(int64(n)) }
func (t *thrift) long(id int, n int64) { t.field(id, thriftLong); t.varint(n) }

func (t *thrift) text(id int, s string) {
	t.field(id, thriftBinary)
	t.bytes(s)
}

func (t *thrift) bytes(s string) {
	t.b = binary.AppendUvarint(t.b, uint64(len(s)))
	t.b = append(t.b, s...)
}

// list begins a list of n elements of a type.
func (t *thrift) list(id, n, typ int) {
	t.field(id, thriftList)
	if n < 15 {
		t.b = append(t.b, byte(n<<4|typ))
		return
	}
	t.b = append(t.b, byte(0xf0|typ))
	t.b = binary.AppendUvarint(t.b, uint64(n))
}

// open begins a struct as a field, begin one as an element of a list; close ends it.
func (t *thrift) open(id int) {
	t.field(id, thriftStruct)
	t.begin()
}

func (t *thrift) begin() {
	t.last = append(t.last, t.now)
	t.now = 0
}

func (t *thrift) close() {
	t.b = append(t.b, 0)
	t.now = t.last[len(t.last)-1]
	t.last = t.last[:len(t.last)-1]
}

// end ends the outermost struct.
func (t *thrift) end() []byte { return append(t.b, 0) }
