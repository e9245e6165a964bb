package graph_test

import (
	"path/filepath"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
)

func TestStores(t *testing.T) {
	for name, open := range map[string]func(*testing.T) (string, graph.Options){
		"memstore": func(*testing.T) (string, graph.Options) { return graph.Memory, graph.Options{Memstore: true} },
		"memory":   func(*testing.T) (string, graph.Options) { return graph.Memory, graph.Options{} },
		"recent":   func(*testing.T) (string, graph.Options) { return graph.Memory, graph.Options{Recent: 1 << 20} },
		"forgets":  func(*testing.T) (string, graph.Options) { return graph.Memory, graph.Options{Recent: 4 << 10} },
		"disk": func(t *testing.T) (string, graph.Options) {
			return filepath.Join(t.TempDir(), "entente.db"), graph.Options{}
		},
	} {
		t.Run(name, func(t *testing.T) {
			graphtest.Suite(t, func(t *testing.T) *graph.Store {
				path, opts := open(t)
				s, err := graph.Open(t.Context(), path, opts)
				if err != nil {
					t.Fatal(err)
				}
				return s
			})
		})
	}
}
