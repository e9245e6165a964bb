package train

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/bits"
	"os"

	"entente/loaders/nlp"
	"entente/loaders/nlp/linear"
)

// Word classes. In: vectors of words, from a package of GloVe vectors (Pennington,
// Socher and Manning 2014). Out: a table from a word to its class.
//
// Words that stand in the same contexts of billions of words lie near one another,
// so that what is learned of one in a treebank holds for the others. The classes
// are a tree of three levels, found by k-means on the sphere at each node:
//
//	class = 1 + (big<<6 | middle<<3 | small)    64 big, 512 middle, 4096 small ones
//
// Vectors are whole numbers from the first step on, so that every machine finds
// the same classes.

const (
	bigClasses   = 64
	splits       = 8 // of a class at each level below
	classRounds  = 12
	classUnit    = 1 << 11 // length of a vector
	vectorDigits = 1e6     // numbers of the file in millionths
)

// mostSenses is how many words get a class, the frequent ones first; twice as many
// were no better on the development sets.
const mostSenses = 100_000

type vector []int32

// WriteSenses makes senses.bin in the folder out from a file of vectors.
func WriteSenses(path, out string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("write senses: %w", err)
	}
	defer f.Close()
	m, err := Senses(bufio.NewReaderSize(f, 1<<20), mostSenses)
	if err != nil {
		return fmt.Errorf("write senses from %s: %w", path, err)
	}
	return Write(nlp.Weights{"senses": m}, out)
}

// Senses reads the words of a file of vectors (winkNLP's JSON, the frequent words
// first) and returns the classes of the first most ones that nlp can look up.
func Senses(in io.Reader, most int) (*linear.Model, error) {
	words, vectors, err := readVectors(in, most)
	if err != nil {
		return nil, fmt.Errorf("read vectors: %w", err)
	}
	all := make([]int, len(words))
	for i := range all {
		all[i] = i
	}
	table := map[uint32]int16{}
	split(vectors, all, bigClasses, func(big int, members []int) {
		split(vectors, members, splits, func(middle int, members []int) {
			split(vectors, members, splits, func(small int, members []int) {
				for _, i := range members {
					if h := nlp.WordHash(words[i]); table[h] == 0 {
						table[h] = int16(1 + big<<6 + middle<<3 + small)
					}
				}
			})
		})
	})
	return linear.Table(table), nil
}

// readVectors reads as far as it must: the words that come first in "vectors".
func readVectors(in io.Reader, most int) (words []string, vectors []vector, err error) {
	dec := json.NewDecoder(in)
	for {
		t, err := dec.Token()
		if err != nil {
			return nil, nil, err
		}
		if t == "vectors" {
			break
		}
		if t == "words" {
			var skip []string
			if err := dec.Decode(&skip); err != nil {
				return nil, nil, err
			}
		}
	}
	if _, err := dec.Token(); err != nil {
		return nil, nil, err
	}
	for dec.More() && len(words) < most {
		word, err := dec.Token()
		if err != nil {
			return nil, nil, err
		}
		var numbers []json.Number
		if err := dec.Decode(&numbers); err != nil {
			return nil, nil, err
		}
		v, err := normal(numbers)
		if err != nil {
			return nil, nil, fmt.Errorf("%v: %w", word, err)
		}
		words, vectors = append(words, fmt.Sprint(word)), append(vectors, v)
	}
	return words, vectors, nil
}

// dimensions of the vectors; two more numbers stand behind them in the file.
const dimensions = 100

// normal returns a vector of length classUnit.
func normal(numbers []json.Number) (vector, error) {
	if len(numbers) < dimensions {
		return nil, fmt.Errorf("has %d dimensions, not %d", len(numbers), dimensions)
	}
	sums := make([]int64, dimensions)
	for i := range sums {
		x, err := numbers[i].Float64()
		if err != nil {
			return nil, err
		}
		sums[i] = int64(x * vectorDigits)
	}
	return direction(sums), nil
}

// direction scales a vector to length classUnit.
func direction(sums []int64) vector {
	most := int64(1)
	for _, x := range sums {
		most = max(most, x, -x)
	}
	for shift := bits.Len64(uint64(most)); shift > 27; shift-- { // so that squares can be added
		for i := range sums {
			sums[i] /= 2
		}
	}
	square := int64(0)
	for _, x := range sums {
		square += x * x
	}
	length := max(root(square), 1)
	v := make(vector, len(sums))
	for i, x := range sums {
		v[i] = int32(x * classUnit / length)
	}
	return v
}

// root returns the whole square root of n.
func root(n int64) int64 {
	r := int64(0)
	for bit := int64(1) << 31; bit > 0; bit >>= 1 {
		if try := r + bit; try <= n/max(try, 1) {
			r = try
		}
	}
	return r
}

// split finds k classes of the members, and calls each with the class's number
// and its members in order.
func split(vectors []vector, members []int, k int, each func(int, []int)) {
	centres := make([]vector, k)
	for c := range centres {
		if len(members) > 0 {
			// The frequent words are surest: begin with words of the first half.
			centres[c] = vectors[members[c*((len(members)+1)/2)/k]]
		}
	}
	class := make([]int, len(members))
	for range classRounds {
		if !assign(vectors, members, centres, class) {
			break
		}
		centre(vectors, members, centres, class)
	}
	parts := make([][]int, k)
	for n, i := range members {
		parts[class[n]] = append(parts[class[n]], i)
	}
	for c, part := range parts {
		each(c, part)
	}
}

// assign gives each member the class of its nearest centre, and says whether one moved.
func assign(vectors []vector, members []int, centres []vector, class []int) bool {
	moved := false
	for n, i := range members {
		best, most := 0, int32(-1<<31)
		for c, centre := range centres {
			if s := dot(vectors[i], centre); s > most {
				best, most = c, s
			}
		}
		moved = moved || class[n] != best
		class[n] = best
	}
	return moved
}

func dot(a, b vector) int32 {
	s := int32(0)
	b = b[:len(a)]
	for i, x := range a {
		s += x * b[i]
	}
	return s
}

// centre moves each centre into the middle of its members.
func centre(vectors []vector, members []int, centres []vector, class []int) {
	sums, count := make([][]int64, len(centres)), make([]int, len(centres))
	for c := range sums {
		sums[c] = make([]int64, dimensions)
	}
	for n, i := range members {
		for j, x := range vectors[i] {
			sums[class[n]][j] += int64(x)
		}
		count[class[n]]++
	}
	for c := range centres {
		if count[c] > 0 {
			centres[c] = direction(sums[c])
		}
	}
}
