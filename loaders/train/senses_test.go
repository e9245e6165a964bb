package train

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"entente/loaders/nlp"
)

// vectorsOf writes n words in the form of the package, half of them pointing one
// way and half the other.
func vectorsOf(n int) string {
	var words, vectors []string
	for i := range n {
		numbers := make([]string, dimensions+2)
		for j := range numbers {
			x := float64((i*31+j*17)%13) / 100
			if j%2 == i%2 {
				x += 1
			}
			numbers[j] = fmt.Sprintf("%.4f", x)
		}
		word := fmt.Sprintf("word%c%c", 'a'+i%26, 'a'+i/26)
		words = append(words, fmt.Sprintf("%q", word))
		vectors = append(vectors, fmt.Sprintf("%q:[%s]", word, strings.Join(numbers, ",")))
	}
	return fmt.Sprintf(`{"precision":8,"words":[%s],"vectors":{%s}}`, strings.Join(words, ","), strings.Join(vectors, ","))
}

// Words that point the same way share a class, others do not, and making the
// classes twice gives the same bytes.
func TestSenses(t *testing.T) {
	text := vectorsOf(300)
	m, err := Senses(strings.NewReader(text), 200)
	if err != nil {
		t.Fatal(err)
	}
	class := map[uint32]int16{}
	m.Each(func(key uint32, c int16) { class[key] = c })
	if len(class) != 200 {
		t.Fatalf("%d words have a class, want the first 200", len(class))
	}
	big := func(word string) int16 { return (class[nlp.WordHash(word)] - 1) >> 6 }
	side := map[int16]int{}
	for i := range 200 {
		b := big(fmt.Sprintf("word%c%c", 'a'+i%26, 'a'+i/26))
		if s, seen := side[b]; seen && s != i%2 {
			t.Fatalf("class %d holds words that point apart", b)
		}
		side[b] = i % 2
	}
	again, err := Senses(strings.NewReader(text), 200)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(m.Bytes(), again.Bytes()) {
		t.Error("the same vectors gave other classes")
	}
}

func TestSensesOfBrokenFiles(t *testing.T) {
	for name, text := range map[string]string{
		"empty":      "",
		"no vectors": `{"words":["a"]}`,
		"cut":        vectorsOf(10)[:3000],
		"short":      `{"words":["a"],"vectors":{"a":[1,2,3]}}`,
		"words":      `{"words":["a"],"vectors":{"a":["x"]}}`,
	} {
		if _, err := Senses(strings.NewReader(text), 10); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
