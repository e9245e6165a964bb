package linear

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
)

//go:embed *.bin
var files embed.FS

// Files returns the names of the embedded weights, in order.
func Files() []string {
	names, _ := fs.Glob(files, "*.bin") // the pattern is well formed
	return names
}

// Embedded returns the embedded model of the stage: "tags" reads tags.bin.
func Embedded(stage string) (*Model, error) {
	data, err := files.ReadFile(stage + ".bin")
	if err != nil {
		return nil, fmt.Errorf("weights of %s: %w", stage, err)
	}
	m, err := Read(data)
	if err != nil {
		return nil, fmt.Errorf("weights of %s: %w", stage, err)
	}
	return m, nil
}

// Raw returns the bytes of an embedded file, as named by Files.
func Raw(name string) ([]byte, error) { return files.ReadFile(name) }

// Digest returns the SHA-256 of all embedded weights, names and bytes, in hex.
func Digest() string {
	h := sha256.New()
	for _, name := range Files() {
		data, err := files.ReadFile(name)
		if err != nil {
			panic(err) // Files named it
		}
		fmt.Fprintf(h, "%s %d\n", name, len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil))
}
