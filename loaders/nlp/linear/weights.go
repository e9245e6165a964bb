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

// Digest returns the digest of the embedded weights.
func Digest() string {
	digest, err := DigestOf(files)
	if err != nil {
		panic(err) // the embedded files can be read
	}
	return digest
}

// DigestOf returns the SHA-256 of all files of weights in a folder, their names,
// sizes and bytes in order of the names, in hex.
func DigestOf(dir fs.FS) (string, error) {
	names, err := fs.Glob(dir, "*.bin")
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n", name, len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
