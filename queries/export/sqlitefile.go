package export

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"entente/graph"
)

// A file of SQLite (sqlite.org/fileformat2.html) written once, in order, and never
// changed: tables as B-trees of rows by number, indexes as B-trees of keys.
//
//	page 1     header of 100 bytes, then the leaf of sqlite_schema
//	page 2 ... leaves of the first table as they fill up, pages of rows that are too
//	           long for one (overflow), the inner pages above, its root last;
//	           then its indexes, then the next table ...
//
// A tree is built from below: a leaf that is full goes out, its place and its last
// key go to the page above, which goes out when it is full, and so on.
type sqliteFile struct {
	file   *os.File
	w      *bufio.Writer
	pages  uint32 // written or kept free; page 1 comes last
	schema []sqliteEntry
	err    error
}

// sqliteEntry is a row of sqlite_schema.
type sqliteEntry struct {
	typ, name, table string
	root             uint32
	sql              string // empty is NULL: SQLite's own index of a primary key
}

// pageSize is SQLite's default.
const pageSize = 4096

// Kinds of pages.
const (
	innerIndex byte = 2
	innerTable byte = 5
	leafIndex  byte = 10
	leafTable  byte = 13
)

func newSQLiteFile() (*sqliteFile, error) {
	f, err := os.CreateTemp("", "entente-sqlite-*")
	if err != nil {
		return nil, fmt.Errorf("%w (name a folder with room in TMPDIR)", err)
	}
	s := &sqliteFile{file: f, w: bufio.NewWriterSize(f, 1<<18)}
	s.put(make([]byte, pageSize)) // room for page 1
	return s, nil
}

func (f *sqliteFile) close() error {
	return errors.Join(f.file.Close(), os.Remove(f.file.Name()))
}

// put writes a page and returns its number.
func (f *sqliteFile) put(page []byte) uint32 {
	if _, err := f.w.Write(page); err != nil && f.err == nil {
		f.err = err
	}
	f.pages++
	return f.pages
}

// table writes a table with its indexes.
func (f *sqliteFile) table(ctx context.Context, v *view, t sqliteTable) error {
	indexes := t.indexes
	if strings.Contains(t.sql, "PRIMARY KEY") {
		indexes = append([]sqliteIndex{{"sqlite_autoindex_" + t.name + "_1", "", 0}}, indexes...)
	}
	keys := make([]graph.Lines, len(indexes))
	for i := range keys {
		defer keys[i].Close()
	}
	tree := f.tree(leafTable, innerTable)
	rowid := int64(0)
	err := t.fill(ctx, v, func(values ...any) error {
		rowid++
		for i, x := range indexes {
			if err := keys[i].Add(sqliteKey(values[x.at].(string), rowid)); err != nil {
				return err
			}
		}
		tree.row(rowid, sqliteRecord(values...))
		return f.err
	})
	if err != nil {
		return err
	}
	f.schema = append(f.schema, sqliteEntry{"table", t.name, t.name, tree.root(), t.sql})
	for i, x := range indexes {
		tree := f.tree(leafIndex, innerIndex)
		if err := keys[i].Each(func(key string) error {
			value, rowid := ofSQLiteKey(key)
			tree.key(sqliteRecord(value, rowid))
			return f.err
		}); err != nil {
			return err
		}
		sql := ""
		if x.column != "" {
			sql = fmt.Sprintf("CREATE INDEX %s ON %s(%s)", x.name, t.name, x.column)
		}
		f.schema = append(f.schema, sqliteEntry{"index", x.name, t.name, tree.root(), sql})
	}
	return f.err
}

// write writes page 1 and hands the file on.
func (f *sqliteFile) write(w io.Writer) error {
	tree := f.tree(leafTable, innerTable)
	tree.top = 100
	for i, e := range f.schema {
		var sql any
		if e.sql != "" {
			sql = e.sql
		}
		tree.row(int64(i+1), sqliteRecord(e.typ, e.name, e.table, int64(e.root), sql))
	}
	first := tree.leaf.page(100, 0)
	copy(first, f.header())
	if len(tree.above) > 0 {
		return errors.New("the schema does not fit onto a page")
	}
	if err := errors.Join(f.err, f.w.Flush()); err != nil {
		return err
	}
	if _, err := f.file.WriteAt(first, 0); err != nil {
		return err
	}
	if _, err := f.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(w, f.file)
	return err
}

// header is the file's head.
func (f *sqliteFile) header() []byte {
	h := make([]byte, 100)
	copy(h, "SQLite format 3\x00")
	binary.BigEndian.PutUint16(h[16:], pageSize)
	h[18], h[19], h[21], h[22], h[23] = 1, 1, 64, 32, 32
	for at, n := range map[int]uint32{24: 1, 28: f.pages, 40: 1, 44: 4, 56: 1, 92: 1, 96: 3046000} {
		binary.BigEndian.PutUint32(h[at:], n)
	}
	return h
}

// sqliteTree is a tree being built.
type sqliteTree struct {
	f         *sqliteFile
	leafKind  byte
	innerKind byte
	top       int // bytes kept free at the head of the first leaf
	leaf      sqlitePage
	last      []byte       // the last key in the leaf, or its number as varint
	above     []sqlitePage // inner pages, the lowest first
}

func (f *sqliteFile) tree(leaf, inner byte) *sqliteTree {
	return &sqliteTree{f: f, leafKind: leaf, innerKind: inner, leaf: sqlitePage{kind: leaf}}
}

// sqlitePage is a page being filled.
type sqlitePage struct {
	kind  byte
	cells [][]byte
	size  int // of the cells with their pointers
}

func (p *sqlitePage) head() int {
	if p.kind == innerTable || p.kind == innerIndex {
		return 12
	}
	return 8
}

// fits reports whether a cell goes onto the page with so many bytes kept free.
func (p *sqlitePage) fits(cell []byte, free int) bool {
	return free+p.head()+p.size+len(cell)+2 <= pageSize
}

func (p *sqlitePage) add(cell []byte) {
	p.cells = append(p.cells, cell)
	p.size += len(cell) + 2
}

// page is the page's bytes: head, pointers, free room, cells from the end.
func (p *sqlitePage) page(at int, right uint32) []byte {
	b := make([]byte, pageSize)
	end := pageSize
	for i, c := range p.cells {
		end -= len(c)
		copy(b[end:], c)
		binary.BigEndian.PutUint16(b[at+p.head()+2*i:], uint16(end))
	}
	b[at] = p.kind
	binary.BigEndian.PutUint16(b[at+3:], uint16(len(p.cells)))
	binary.BigEndian.PutUint16(b[at+5:], uint16(end))
	if p.head() == 12 {
		binary.BigEndian.PutUint32(b[at+8:], right)
	}
	return b
}

// row adds a row of a table.
func (t *sqliteTree) row(rowid int64, record []byte) {
	const most, least = pageSize - 35, (pageSize-12)*32/255 - 23
	cell := appendVarint(nil, uint64(len(record)))
	cell = appendVarint(cell, uint64(rowid))
	cell = t.f.payload(cell, record, most, least)
	if !t.leaf.fits(cell, t.top) {
		t.up(0, t.f.put(t.leaf.page(0, 0)), t.last)
		t.leaf = sqlitePage{kind: t.leafKind}
	}
	t.leaf.add(cell)
	t.last = appendVarint(nil, uint64(rowid))
}

// key adds a key of an index. When the leaf is full its last key goes up and parts
// it from the next leaf.
func (t *sqliteTree) key(record []byte) {
	const most, least = (pageSize-12)*64/255 - 23, (pageSize-12)*32/255 - 23
	cell := t.f.payload(appendVarint(nil, uint64(len(record))), record, most, least)
	if !t.leaf.fits(cell, 0) {
		last := t.leaf.cells[len(t.leaf.cells)-1]
		t.leaf.cells = t.leaf.cells[:len(t.leaf.cells)-1]
		t.up(0, t.f.put(t.leaf.page(0, 0)), last)
		t.leaf = sqlitePage{kind: t.leafKind}
	}
	t.leaf.add(cell)
}

// payload appends a record to a cell, and puts what is too long on pages of its own.
func (f *sqliteFile) payload(cell, record []byte, most, least int) []byte {
	if len(record) <= most {
		return append(cell, record...)
	}
	keep := least + (len(record)-least)%(pageSize-4)
	if keep > most {
		keep = least
	}
	cell = append(cell, record[:keep]...)
	cell = binary.BigEndian.AppendUint32(cell, f.pages+1)
	for rest := record[keep:]; len(rest) > 0; {
		page := make([]byte, pageSize)
		n := copy(page[4:], rest)
		if rest = rest[n:]; len(rest) > 0 {
			binary.BigEndian.PutUint32(page, f.pages+2)
		}
		f.put(page)
	}
	return cell
}

// up notes a page, and what parts it from the next one, on the level above it.
func (t *sqliteTree) up(level int, page uint32, divider []byte) {
	if len(t.above) == level {
		t.above = append(t.above, sqlitePage{kind: t.innerKind})
	}
	cell := append(binary.BigEndian.AppendUint32(nil, page), divider...)
	p := &t.above[level]
	if !p.fits(cell, 0) {
		// The last cell's page becomes this page's right end; its divider goes up.
		last := p.cells[len(p.cells)-1]
		p.cells = p.cells[:len(p.cells)-1]
		full := t.f.put(p.page(0, binary.BigEndian.Uint32(last)))
		t.above[level] = sqlitePage{kind: t.innerKind}
		t.up(level+1, full, last[4:])
		p = &t.above[level]
	}
	p.add(cell)
}

// root writes what is open and returns the number of the root page.
func (t *sqliteTree) root() uint32 {
	page := t.f.put(t.leaf.page(0, 0))
	for i := range t.above {
		page = t.f.put(t.above[i].page(0, page))
	}
	return page
}

// sqliteRecord is a row in SQLite's form: the types of its values, then these.
// Empty text is NULL.
func sqliteRecord(values ...any) []byte {
	var types, body []byte
	for _, v := range values {
		switch v := v.(type) {
		case string:
			if v == "" {
				types = append(types, 0)
				continue
			}
			types = appendVarint(types, uint64(len(v))*2+13)
			body = append(body, v...)
		case int:
			types, body = sqliteInt(types, body, int64(v))
		case int64:
			types, body = sqliteInt(types, body, v)
		default:
			types = append(types, 0)
		}
	}
	n := len(types) + 1 // the head counts its own length
	if n > 127 {
		n++
	}
	return append(append(appendVarint(nil, uint64(n)), types...), body...)
}

// sqliteInt appends a whole number in the least room.
func sqliteInt(types, body []byte, n int64) ([]byte, []byte) {
	switch {
	case n == 0 || n == 1:
		return append(types, 8+byte(n)), body
	case n == int64(int8(n)):
		return append(types, 1), append(body, byte(n))
	case n == int64(int16(n)):
		return append(types, 2), binary.BigEndian.AppendUint16(body, uint16(n))
	case n == int64(int32(n)):
		return append(types, 4), binary.BigEndian.AppendUint32(body, uint32(n))
	}
	return append(types, 6), binary.BigEndian.AppendUint64(body, uint64(n))
}

// appendVarint appends a number of up to 63 bits in SQLite's form: seven bits a
// byte, the highest first, and eight in a ninth byte, which no number here needs.
func appendVarint(b []byte, n uint64) []byte {
	shift := 0
	for n>>(shift+7) != 0 {
		shift += 7
	}
	for ; shift > 0; shift -= 7 {
		b = append(b, byte(n>>shift)|0x80)
	}
	return append(b, byte(n)&0x7f)
}
