//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestConstantMemory loads a stream of 2,000 articles and one of 20,000: the peak
// of the second is at most 1.2 times that of the first, so that a million fit too.
func TestConstantMemory(t *testing.T) {
	if os.Getenv("ENTENTE_LONG") == "" {
		t.Skip("ENTENTE_LONG is not set: loading 22,000 articles takes minutes")
	}
	small, large := peakOf(t, 2_000), peakOf(t, 20_000)
	t.Logf("peak at 2,000 articles %d MiB, at 20,000 %d MiB: %.2f times", small>>20, large>>20, float64(large)/float64(small))
	if large*10 > small*12 {
		t.Errorf("the peak grows with the stream: %d MiB at 2,000 articles, %d MiB at 20,000", small>>20, large>>20)
	}
}

// TestStart: what is linked makes few tables before main is called, as each command waits
// for them, and a load's collector of garbage looks through them.
func TestStart(t *testing.T) {
	const most = 24 << 20 // 9 MB of the program, and what tests link beside it
	entente, dir := installed(t)
	cmd := exec.CommandContext(t.Context(), entente, "version")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	sum, largest, of := 0, 0, ""
	for _, made := range regexp.MustCompile(`(?m)^init (\S+) .* (\d+) bytes`).FindAllStringSubmatch(string(out), -1) {
		n, _ := strconv.Atoi(made[2])
		if sum += n; n > largest {
			largest, of = n, made[1]
		}
	}
	if sum == 0 {
		t.Fatalf("nothing is told of the packages: %s", out)
	}
	if sum > most {
		t.Errorf("%d bytes are made before main, at most %d are thought of: %d of them by %s", sum, most, largest, of)
	}
}

// peakOf loads a stream of n articles in a process of its own and returns the
// most memory that it held, in bytes.
func peakOf(t *testing.T, n int) int64 {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	entente := filepath.Join(dir, "entente")
	if err := os.Symlink(self, entente); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), entente, "load", "--db", filepath.Join(dir, "m.db"), "-q", "-")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	peak := memoryOf(cmd.Process.Pid)
	w := bufio.NewWriter(in)
	for i := range n {
		if err := json.NewEncoder(w).Encode(invented(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	return peak(cmd.ProcessState)
}

// invented writes the i-th article of an endless paper: people whose names are
// hardly ever the same, of real countries, meet in real cities.
func invented(i int) map[string]string {
	g := rand.New(rand.NewPCG(uint64(i), 7))
	syllables := strings.Fields("ba do kar len mi ost qu ra sel tor va yen zu har nor bel dra fi gol ket lum mar pes rin sha tul")
	name := func() string {
		s := ""
		for range 2 {
			w := syllables[g.IntN(len(syllables))] + syllables[g.IntN(len(syllables))] + syllables[g.IntN(len(syllables))]
			s += string(w[0]-32) + w[1:] + " "
		}
		return s[:len(s)-1]
	}
	pick := func(of ...string) string { return of[g.IntN(len(of))] }
	country := func() string { return pick("Norway", "Chad", "Peru", "Japan", "Ghana", "Nepal", "Oman", "Latvia") }
	city := pick("Geneva", "Vienna", "Cairo", "Oslo", "Doha", "Nairobi")
	one, two, day := name(), name(), fmt.Sprintf("20%02d-%02d-%02d", 10+g.IntN(15), 1+g.IntN(12), 1+g.IntN(28))
	return map[string]string{"id": fmt.Sprintf("urn:invented:%d", i), "title": one + " in " + city, "published": day, "publisher": "The Invented Post",
		"text": fmt.Sprintf("Foreign Minister %s of %s met President %s of %s in %s on Tuesday. They signed the %s Accord on Tuesday. %s said that the talks were useful and that there would be another round of them in the summer. %s accused %s of breaking promises.",
			one, country(), two, country(), city, strings.Fields(name())[0], one, two, name())}
}
