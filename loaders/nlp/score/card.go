package score

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"entente/loaders/nlp/linear"
)

var (
	digestIn = regexp.MustCompile("[0-9a-f]{64}")
	scoresIn = regexp.MustCompile("(?s)```scores\n.*?```")
)

// Card writes scores.txt beside the weights that lie in a folder: their digest and
// what they score. If MODEL.md lies there too, it puts both into it.
func Card(dir string, scores []Measure) error {
	digest, err := linear.DigestOf(os.DirFS(dir))
	if err != nil {
		return fmt.Errorf("card: %w", err)
	}
	var table strings.Builder
	if err := Table(&table, scores); err != nil {
		return fmt.Errorf("card: %w", err)
	}
	text := "weights " + digest + "\n" + table.String()
	if err := os.WriteFile(filepath.Join(dir, "scores.txt"), []byte(text), 0o644); err != nil {
		return fmt.Errorf("card: %w", err)
	}
	path := filepath.Join(dir, "MODEL.md")
	card, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil
	} else if err != nil {
		return fmt.Errorf("card: %w", err)
	}
	card = digestIn.ReplaceAll(card, []byte(digest))
	card = scoresIn.ReplaceAll(card, []byte("```scores\n"+table.String()+"```"))
	return os.WriteFile(path, card, 0o644)
}
