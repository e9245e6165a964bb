package nlp

import (
	"cmp"
	"math"
	"slices"

	"entente/loaders/nlp/linear"
)

// Word classes. Needs: plain texts to learn from. Sets: word.cluster.
//
// Words that stand between the same neighbours get the same class, so that what
// is learned of one in a treebank holds for the others. The classes are found by
// the exchange algorithm for the predictive class model (Uszkoreit and Brants
// 2008, "Distributed word clustering for large scale class-based language
// modeling"), with the word before and the word behind as contexts:
//
//	maximize  sum over contexts v, classes c of N(v,c) log N(v,c)
//	          - 2 sum over classes c of N(c) log N(c)
//
// Every word is moved to its best class, round after round. Logarithms are whole
// numbers, in units of 1/1024.

// ClusterOptions say how classes are learned.
type ClusterOptions struct {
	Classes int
	Rounds  int
	Least   int // how often a word must occur
}

// clusters is the state of the exchange.
type clusters struct {
	o       ClusterOptions
	words   []uint32 // hashes, the frequent ones first
	count   []int32  // of each word
	class   []int32  // of each word
	size    []int64  // words in each class, with repetition
	context [][]pair // of each word: contexts and how often
	table   []int32  // N(v,c) at v*classes+c
	gains   []int64
}

type pair struct{ context, count int32 }

// learnClusters returns the class of each frequent word of the texts, as a table
// from the word's hash to its class, which counts from 1.
func learnClusters(texts []string, o ClusterOptions) *linear.Model {
	c := &clusters{o: o}
	c.read(texts)
	for range o.Rounds {
		moved := 0
		for w := range c.words {
			if c.exchange(int32(w)) {
				moved++
			}
		}
		if moved*1000 < len(c.words) {
			break
		}
	}
	table := map[uint32]int16{}
	for w, hash := range c.words {
		table[hash] = int16(c.class[w] + 1)
	}
	return linear.Table(table)
}

// read counts words and their neighbours, and gives each word its first class.
func (c *clusters) read(texts []string) {
	counts := map[uint32]int32{}
	var tokens []uint32 // 0 where a sentence's edge may be
	for _, text := range texts {
		d := &Doc{Input: Input{Text: text}}
		tokenize(d)
		tokens = append(tokens, 0)
		for i := range d.Tokens {
			h := hashLower(d.Tokens[i].Norm)
			counts[h]++
			tokens = append(tokens, h)
		}
	}
	for h, n := range counts {
		if int(n) >= c.o.Least {
			c.words = append(c.words, h)
		}
	}
	slices.SortFunc(c.words, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	number := map[uint32]int32{}
	for i, h := range c.words {
		number[h] = int32(i)
		c.count = append(c.count, counts[h])
		c.class = append(c.class, int32(i%c.o.Classes))
	}
	c.neighbours(tokens, number)
}

// neighbours fills the contexts of each word and the table.
func (c *clusters) neighbours(tokens []uint32, number map[uint32]int32) {
	n := int32(len(c.words))
	seen := make([]map[int32]int32, n)
	for i := range seen {
		seen[i] = map[int32]int32{}
	}
	for i := 1; i < len(tokens); i++ {
		a, knownA := number[tokens[i-1]]
		b, knownB := number[tokens[i]]
		if knownA && knownB {
			seen[b][a]++   // a stands before b
			seen[a][n+b]++ // b stands behind a
		}
	}
	c.table = make([]int32, int(2*n)*c.o.Classes)
	c.size = make([]int64, c.o.Classes)
	c.gains = make([]int64, c.o.Classes)
	c.context = make([][]pair, n)
	for w, contexts := range seen {
		for v, k := range contexts {
			c.context[w] = append(c.context[w], pair{v, k})
		}
		slices.SortFunc(c.context[w], func(a, b pair) int { return cmp.Compare(a.context, b.context) })
		c.put(int32(w), c.class[w], 1)
	}
}

// put adds a word to a class, or takes it out with sign -1.
func (c *clusters) put(w, class int32, sign int32) {
	for _, p := range c.context[w] {
		c.table[int(p.context)*c.o.Classes+int(class)] += sign * p.count
	}
	c.size[class] += int64(sign) * int64(c.count[w])
}

// exchange moves a word to the class where it gains most.
func (c *clusters) exchange(w int32) bool {
	old := c.class[w]
	c.put(w, old, -1)
	clear(c.gains)
	for _, p := range c.context[w] {
		row := c.table[int(p.context)*c.o.Classes : (int(p.context)+1)*c.o.Classes]
		for class, n := range row {
			if n > 0 {
				c.gains[class] += nlog(int64(n+p.count)) - nlog(int64(n)) - nlog(int64(p.count))
			}
		}
	}
	best := old
	for class := range c.gains {
		n := c.size[class]
		c.gains[class] -= 2 * (nlog(n+int64(c.count[w])) - nlog(n))
		if c.gains[class] > c.gains[best] {
			best = int32(class)
		}
	}
	c.class[w] = best
	c.put(w, best, 1)
	return best != old
}

// logs are n log n for small n, in units of 1/1024.
var logs = func() []int64 {
	table := make([]int64, 1<<14)
	for n := range table {
		table[n] = bigLog(int64(n))
	}
	return table
}()

func nlog(n int64) int64 {
	if n < int64(len(logs)) {
		return logs[n]
	}
	return bigLog(n)
}

func bigLog(n int64) int64 {
	if n < 2 {
		return 0
	}
	return n * int64(math.Round(math.Log2(float64(n))*1024))
}

// WordHash returns the hash by which tables of words know a word.
func WordHash(norm string) uint32 { return hashLower(Plain(norm)) }

// hashLower returns the hash by which the lexicon knows a word.
func hashLower(norm string) uint32 {
	var room [64]byte
	h := uint32(2166136261)
	for _, b := range lowered(room[:0], norm) {
		h = (h ^ uint32(b)) * 16777619
	}
	return h
}
