package pebble

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
)

// Many values are found as each alone is, those that are not there too.
func TestFind(t *testing.T) {
	s := people(t, 500)
	var values []quad.Value
	for i := range 1000 {
		values = append(values, quad.IRI(fmt.Sprint("p", i*7%800)), quad.String(fmt.Sprint("p", i)))
	}
	found, ok, err := Find(t.Context(), s, values)
	if !ok || err != nil || len(found) != len(values) {
		t.Fatal(ok, err)
	}
	there := 0
	for i, v := range values {
		want, err := s.ValueOf(v)
		if err != nil {
			t.Fatal(err)
		}
		if found[i] != want {
			t.Errorf("%v: %v, alone %v", v, found[i], want)
		}
		if want != nil {
			there++
		}
	}
	if there < 100 || there > 900 {
		t.Errorf("%d of %d are there", there, len(values))
	}
	if _, ok, err := Find(t.Context(), memstore.New(), values); ok || err != nil {
		t.Error(ok, err)
	}
}
