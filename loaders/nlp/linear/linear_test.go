package linear

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// learned returns a learner that tells odd numbers from even ones by their last
// digit, among features of no use.
func learned() *Learner {
	l := NewLearner()
	for range 6 {
		for n := range 2000 {
			keys := keysOf(uint32(n))
			var s Scores
			l.Step()
			l.Score(keys, &s)
			if guess := s.Best(2); guess != n%2 {
				l.Update(keys, n%2, 1)
				l.Update(keys, guess, -1)
			}
		}
	}
	return l
}

func keysOf(n uint32) []uint32 {
	keys := []uint32{Key(1, n%10, 0, 0), Key(2, n%7, 0, 0), Key(3, n/10%3, 0, 0)}
	for i := range uint32(200) {
		keys = append(keys, Key(10+i, 0, i, 0)) // more than one round
	}
	return keys
}

func TestModelDecidesAsItLearned(t *testing.T) {
	m := learned().Model([]string{"even", "odd"}, 1)
	for n := range uint32(2000) {
		var s Scores
		m.Wide().Score(keysOf(n), &s)
		if s.Best(2) != int(n%2) {
			t.Fatalf("%d is taken for %s", n, m.Classes[1-n%2])
		}
	}
}

func TestLearningTwiceGivesTheSameBytes(t *testing.T) {
	a, b := learned().Model([]string{"even", "odd"}, 1).Bytes(), learned().Model([]string{"even", "odd"}, 1).Bytes()
	if !bytes.Equal(a, b) {
		t.Error("the bytes differ")
	}
}

func TestBytesThereAndBack(t *testing.T) {
	m := learned().Model([]string{"even", "odd"}, 1)
	back, err := Read(m.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(back.Bytes(), m.Bytes()) || back.Features() != m.Features() {
		t.Error("a model changes on its way")
	}
	for n := range uint32(300) {
		var a, b Scores
		m.Wide().Score(keysOf(n*31), &a)
		back.Wide().Score(keysOf(n*31), &b)
		if a.Of != b.Of {
			t.Fatalf("%d: scores %v, were %v", n, b.Of[:2], a.Of[:2])
		}
	}
}

// A model without features, as of a learner that was taught nothing, decides for
// the first class.
func TestEmptyModel(t *testing.T) {
	m, err := Read(NewLearner().Model([]string{"a", "b"}, 1).Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var s Scores
	m.Wide().Score(keysOf(3), &s)
	m.Narrow().Score(keysOf(3), &s)
	if s.Of != (Scores{}).Of {
		t.Errorf("got %v", s.Of)
	}
}

func TestTable(t *testing.T) {
	want := map[uint32]int16{0: 4, 7: -3, 1 << 31: 9, 1<<32 - 1: 1}
	m, err := Read(Table(want).Bytes())
	if err != nil {
		t.Fatal(err)
	}
	got := map[uint32]int16{}
	m.Each(func(key uint32, weight int16) { got[key] = weight })
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for key, weight := range want {
		if got[key] != weight {
			t.Errorf("%d is %d, not %d", key, got[key], weight)
		}
	}
}

func FuzzReadModel(f *testing.F) {
	whole := Table(map[uint32]int16{3: 4, 9: 1}).Bytes()
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(Pack([]byte{1, 0, 9, 9, 9}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := Read(data); err != nil && !errors.Is(err, ErrFile) {
			t.Errorf("error %v", err)
		} else if err == nil {
			var s Scores
			if w := m.Wide(); w != nil {
				w.Score([]uint32{1, 2, 3}, &s)
			}
		}
	})
}

// A file that unpacks to more than any model has is none, and is told before the memory is
// full.
func TestReadBomb(t *testing.T) {
	bomb := Pack(make([]byte, mostBytes+1))
	if _, err := Read(bomb); !errors.Is(err, ErrFile) {
		t.Errorf("%d bytes that unpack to %d: %v", len(bomb), mostBytes+1, err)
	}
}

// The model card and the scores speak of the weights that are embedded; after
// learning anew both are written again.
func TestCardAndScoresAreOfTheseWeights(t *testing.T) {
	digest := Digest()
	for _, name := range []string{"MODEL.md", "scores.txt"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), digest) {
			t.Errorf("%s does not name the digest of the embedded weights, %s", name, digest)
		}
	}
}

// The layouts of a model decide as its rows say.
func TestLayouts(t *testing.T) {
	m := learned().Model([]string{"even", "odd"}, 1)
	n, w := m.Narrow(), m.Wide()
	for i := range uint32(2000) {
		var a, b Scores
		n.Score(keysOf(i*7), &a)
		w.Score(keysOf(i*7), &b)
		if want := m.plain(keysOf(i * 7)); a.Of != want || b.Of != want {
			t.Fatalf("%d: scores %v and %v, want %v", i, a.Of[:2], b.Of[:2], want[:2])
		}
	}
	if (&Model{Classes: make([]string, 4)}).Narrow() != nil {
		t.Error("four classes are narrow")
	}
	if (&Model{Classes: make([]string, 254)}).Wide() != nil {
		t.Error("254 classes are wide")
	}
}

// plain sums the weights of the features as they stand in the rows.
func (m *Model) plain(keys []uint32) (of [256]int32) {
	for _, key := range keys {
		if i, found := slices.BinarySearch(m.keys, key); found {
			for _, cell := range m.row(i) {
				of[cell>>16] += int32(int16(cell))
			}
		}
	}
	return of
}

// Rows of any length and weights of any size are added right, be they kept in a
// word, in a list or dense.
func TestWideRows(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	const classes = 61
	var keys []uint32
	var rows [][]uint32
	for i := range uint32(500) {
		keys = append(keys, i<<23|dice.Uint32()>>9)
		var row []uint32
		for class := range uint32(classes) {
			if dice.IntN(classes) < int(i%classes)+1 {
				row = append(row, class<<16|uint32(uint16(dice.Int32())))
			}
		}
		rows = append(rows, row)
	}
	m := modelOf(make([]string, classes), keys, rows)
	w := m.Wide()
	for range 100 {
		dice.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		var s Scores
		asked := slices.Clone(keys[:dice.IntN(len(keys))])
		w.Score(asked, &s)
		slices.Sort(keys)
		if want := m.plain(asked); *(*[classes]int32)(s.Of[:]) != *(*[classes]int32)(want[:]) {
			t.Fatalf("%d features: scores %v, want %v", len(asked), s.Of[:classes], want[:classes])
		}
	}
}

// Sums of groups are those of the groups one by one.
func TestSums(t *testing.T) {
	m := learned().Model([]string{"even", "odd"}, 1)
	keys := append(keysOf(3), keysOf(14)...)
	ends := []int32{0, 2, 2, 210, int32(len(keys))}
	sums := make([][3]int32, len(ends))
	m.Narrow().Sums(keys, ends, sums, make([]uint64, len(keys)))
	first := int32(0)
	for i, end := range ends {
		if want := m.plain(keys[first:end]); sums[i] != [3]int32(want[:]) {
			t.Errorf("group %d: %v, want %v", i, sums[i], want[:3])
		}
		first = end
	}
}

// The mean of models has the mean of their weights, and leaves out the small ones.
func TestMean(t *testing.T) {
	teach := func(weights map[uint32]int32) *Model {
		l := NewLearner()
		l.Step()
		for key, w := range weights {
			l.Update([]uint32{key}, int(key%3), w)
		}
		l.Step()
		return l.Model([]string{"a", "b", "c"}, 1)
	}
	one, other := teach(map[uint32]int32{7: 8, 1 << 31: -4, 99: 1}), teach(map[uint32]int32{7: 4, 500: 6})
	mean := Mean([]*Model{one, other}, Scale)
	for key, want := range map[uint32]int32{7: 6 * Scale / 2, 1 << 31: -2 * Scale / 2, 500: 3 * Scale / 2, 99: 0} {
		var s Scores
		mean.Wide().Score([]uint32{key}, &s)
		if got := s.Of[key%3]; got != want {
			t.Errorf("weight of %d is %d, want %d", key, got, want)
		}
	}
	if mean.Features() != 3 {
		t.Errorf("%d features, want 3", mean.Features())
	}
}

// TestReadLetsTheFileGo: nothing of a model's unpacked file is kept.
func TestReadLetsTheFileGo(t *testing.T) {
	m, err := Embedded("tags")
	if err != nil {
		t.Fatal(err)
	}
	if kept := cap(m.places.seeds); kept > 2*len(m.places.seeds) {
		t.Errorf("%d seeds keep %d bytes", len(m.places.seeds), kept)
	}
}
