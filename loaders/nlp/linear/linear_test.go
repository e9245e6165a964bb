package linear

import (
	"bytes"
	"errors"
	"os"
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
			var scores [2]int32
			l.Step()
			l.Score(keys, scores[:])
			if guess := Best(scores[:]); guess != n%2 {
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
		var scores [2]int32
		m.Score(keysOf(n), scores[:])
		if Best(scores[:]) != int(n%2) {
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
		var a, b [2]int32
		m.Score(keysOf(n*31), a[:])
		back.Score(keysOf(n*31), b[:])
		if a != b {
			t.Fatalf("%d: scores %v, were %v", n, b, a)
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
	var scores [2]int32
	m.Score(keysOf(3), scores[:])
	if scores != [2]int32{} {
		t.Errorf("got %v", scores)
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
			m.Score([]uint32{1, 2, 3}, make([]int32, len(m.Classes)))
		}
	})
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

// A narrow model decides as the one that it was made of.
func TestNarrow(t *testing.T) {
	m := learned().Model([]string{"even", "odd"}, 1)
	n := m.Narrow()
	for i := range uint32(2000) {
		var a, b [2]int32
		m.Score(keysOf(i*7), a[:])
		n.Score(keysOf(i*7), b[:])
		if a != b {
			t.Fatalf("%d: scores %v, not %v", i, b, a)
		}
	}
	if (&Model{Classes: make([]string, 4)}).Narrow() != nil {
		t.Error("four classes are narrow")
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
		scores := make([]int32, 3)
		mean.Score([]uint32{key}, scores)
		if got := scores[key%3]; got != want {
			t.Errorf("weight of %d is %d, want %d", key, got, want)
		}
	}
	if mean.Features() != 3 {
		t.Errorf("%d features, want 3", mean.Features())
	}
}
