package resolve

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/gazetteer"
	"entente/graph/ontology"
)

// Copies of one text under other publishers, with another headline, cuts and a turned
// phrase, are one source. Each article carries a fingerprint of its body: of each of
// many random orders of its runs of five words the first run (MinHash, Broder 1997).
// The share of places in which two fingerprints agree is close to the share of runs
// that two texts have in common. Integers alone, so that it is the same everywhere.

const (
	printSize  = 48 // hashes of a fingerprint
	bandSize   = 3  // hashes under one blocking key
	leastBands = 2  // keys that copies share, of 16: so 98 in 100 of those with 30 hashes in common are found
	runWords   = 5
	printAgree = 27 // of 48: more than half in common
)

// fingerprint is the fingerprint of a text: printSize numbers of 32 bits, eight
// hexadecimal digits each; empty for a text of no words.
func fingerprint(text string) string {
	words := strings.Fields(gazetteer.Fold(text))
	if len(words) == 0 {
		return ""
	}
	var least [printSize]uint32
	for i := range least {
		least[i] = 1<<32 - 1
	}
	for {
		x := hashOf(words[:min(runWords, len(words))])
		for i := range least {
			least[i] = min(least[i], uint32(mixed(x, uint64(i))>>32))
		}
		if words = words[1:]; len(words) < runWords {
			break
		}
	}
	var b strings.Builder
	for _, h := range least {
		fmt.Fprintf(&b, "%08x", h)
	}
	return b.String()
}

// hashOf is the hash of a run of words.
func hashOf(run []string) uint64 {
	h := fnv.New64a()
	for _, w := range run {
		h.Write([]byte(w))
		h.Write([]byte{' '})
	}
	return h.Sum64()
}

// mixed is the i-th hash of a number (the finalizer of SplitMix64, Steele 2014).
func mixed(x, i uint64) uint64 {
	x += (i + 1) * 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// bandKey begins the blocking keys of a fingerprint.
const bandKey = "text|"

// bands are the blocking keys of a fingerprint.
func bands(print string) []string {
	var keys []string
	for i := 0; i+8*bandSize <= len(print); i += 8 * bandSize {
		keys = append(keys, bandKey+strconv.Itoa(i/8/bandSize)+"|"+graph.Hash(print[i : i+8*bandSize])[:10])
	}
	return keys
}

// sameText says why two articles are one source, empty when they are not.
func sameText(a, b *aspects) string {
	agree, whole := 0, 0
	for band := 0; band+8*bandSize <= min(len(a.Print), len(b.Print)); band += 8 * bandSize {
		before := agree
		for i := band; i < band+8*bandSize; i += 8 {
			if a.Print[i:i+8] == b.Print[i:i+8] {
				agree++
			}
		}
		if agree-before == bandSize {
			whole++
		}
	}
	if agree < printAgree || whole < leastBands {
		return ""
	}
	return "most of the text is the same"
}

// source adds the article itself to its things: which texts are copies of one is
// found as who is who is found.
func (b *builder) source() {
	words := body(b.Reading.Article)
	t := Thing{Features: Features{Type: ontology.Article, Print: fingerprint(words), Copy: graph.Hash(words), Label: b.Article.Title,
		Day: b.Article.Published, ID: b.Article.ID}}
	t.Local = b.local(0, 0, "article")
	b.All = append(b.All, t)
}
