package pebble

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	lsm "github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/cayleygraph/quad"
)

// TestLongValues: long values come back as they were, packed or not, and a text takes less room than its bytes.
func TestLongValues(t *testing.T) {
	noise := make([]byte, 5000)
	g := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(g.Uint32())
	}
	for name, text := range map[string]string{"text": strings.Repeat("The two ministers met in Lathen on Tuesday. ", 100), "noise": string(noise)} {
		v := quad.String(text)
		term, err := termOf(v)
		if err != nil {
			t.Fatal(err)
		}
		stored := pack(term.bytes)
		if name == "text" && len(stored) > len(text)/4 || len(stored) > len(term.bytes) {
			t.Errorf("%s: %d bytes of %d", name, len(stored), len(term.bytes))
		}
		if back, err := unpack(stored); err != nil || !bytes.Equal(back, term.bytes) {
			t.Errorf("%s: %v, %d bytes came back of %d", name, err, len(back), len(term.bytes))
		}
		s := memory(t)
		add(t, s, quad.Quad{Subject: quad.IRI("n:a"), Predicate: quad.IRI("p:text"), Object: v})
		if got, err := s.NameOf(term.node); err != nil || got != v {
			t.Errorf("%s: %v, another value", name, err)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestFormats: stores of an earlier and of a later format are not opened, not to be read either, and told apart.
func TestFormats(t *testing.T) {
	for format, want := range map[byte]error{formatV - 1: ErrOlderFormat, formatV + 1: ErrNewerFormat} {
		disk := vfs.NewMem()
		s, err := Open("a.db", Options{FS: disk})
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(s.db.Set(keyFormat, []byte{format}, lsm.Sync), s.Close()); err != nil {
			t.Fatal(err)
		}
		for _, ro := range []bool{false, true} {
			if _, err := Open("a.db", Options{FS: disk, ReadOnly: ro}); !errors.Is(err, want) {
				t.Errorf("format %d: %v", format, err)
			}
		}
	}
}

// TestTornValue: a long value of which a part is lost is damage.
func TestTornValue(t *testing.T) {
	s := memory(t)
	long := quad.String(strings.Repeat("as it is ", 500))
	term, err := termOf(long)
	if err != nil {
		t.Fatal(err)
	}
	add(t, s, quad.Quad{Subject: quad.IRI("n:a"), Predicate: quad.IRI("p:text"), Object: long})
	packed := pack(term.bytes)
	if err := s.db.Set(nodeKey(roomLong, term.node), packed[:len(packed)/2], lsm.Sync); err != nil {
		t.Fatal(err)
	}
	var damage *DamageError
	if _, err := s.NameOf(term.node); !errors.As(err, &damage) {
		t.Errorf("a torn value: %v", err)
	}
}

// TestSame: stores are the same when their quads are, in whatever order these came.
func TestSame(t *testing.T) {
	q := func(s, o string) quad.Quad {
		return quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI("p:knows"), Object: quad.String(o)}
	}
	a, b, c := memory(t), memory(t), memory(t)
	add(t, a, q("n:a", "one"), q("n:b", "two"))
	add(t, b, q("n:b", "two"))
	if same, known, err := Same(t.Context(), a, b); same || !known || err != nil {
		t.Errorf("one quad less: %t, %t, %v", same, known, err)
	}
	add(t, b, q("n:a", "one"))
	if same, known, err := Same(t.Context(), a, b); !same || !known || err != nil {
		t.Errorf("the same quads: %t, %t, %v", same, known, err)
	}
	add(t, c, q("n:a", "two"), q("n:b", "one"))
	if same, _, err := Same(t.Context(), a, c); same || err != nil {
		t.Errorf("other quads of the same values: %t, %v", same, err)
	}
}
