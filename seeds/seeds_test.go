package seeds

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"
	"testing"
)

// TestGoldHasItsArticle holds each gold file against the articles: it is JSON,
// and the article that it speaks of is there.
func TestGoldHasItsArticle(t *testing.T) {
	gold, err := fs.Glob(Gold(), "*.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(gold) == 0 {
		t.Fatal("no gold is embedded")
	}
	for _, name := range gold {
		data, err := fs.ReadFile(Gold(), name)
		if err != nil {
			t.Fatal(err)
		}
		if !json.Valid(data) {
			t.Errorf("gold/%s is not JSON", name)
		}
		article := strings.TrimSuffix(path.Base(name), ".json")
		if found, _ := fs.Glob(Articles(), article+".*"); len(found) == 0 {
			t.Errorf("gold/%s: no article %s.* beside it", name, article)
		}
	}
}
