//go:build bench && unix

package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// benchRuns is how often each thing is measured; the median counts.
const benchRuns = 5

// house is the program under measurement.
type house struct {
	t            *testing.T
	entente, dir string
	releases     *graphtest.Retelling
	rows         [][4]string // what, measured, asked, aim
}

// TestBenchAll measures the whole walk and prints one table; with -update it writes
// it into README.md. ENTENTE_ARTICLES says how far growth is followed (10,000).
func TestBenchAll(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(cmp.Or(os.Getenv("ENTENTE_SHARED"), "../../../shared"), "articles", "statedept-*.jsonl.gz"))
	if len(files) == 0 {
		t.Skip("the releases are not there: set ENTENTE_SHARED to the folder of shared data")
	}
	of, err := graphtest.Releases(files[0])
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, dir: t.TempDir()}
	if h.releases, err = graphtest.Retell(1, of); err != nil {
		t.Fatal(err)
	}
	h.entente = filepath.Join(h.dir, "entente")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", h.entente, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	info, err := os.Stat(h.entente)
	if err != nil {
		t.Fatal(err)
	}
	h.row("binary", fmt.Sprintf("%d MB", info.Size()/1e6), "80", "50")
	h.starts()
	h.first()
	h.load(files[0], of)
	h.grow(scale(t, 10_000))
	h.large()
	table := h.markdown() + h.peers(filepath.Dir(files[0]))
	fmt.Print(table)
	if *update {
		graphtest.HoldBlocks(t, filepath.Join("..", "..", "README.md"), map[string]string{"make bench-all": table}, true, "")
	}
}

func (h *house) row(what, measured, asked, aim string) {
	h.rows = append(h.rows, [4]string{what, measured, asked, aim})
	h.t.Logf("%s: %s", what, measured)
}

// run runs the program and returns what it prints, how long it took and its peak.
func (h *house) run(args ...string) (out []byte, took time.Duration, peak int64) {
	h.t.Helper()
	cmd := exec.CommandContext(h.t.Context(), h.entente, args...)
	cmd.Dir = h.dir
	var answer, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &answer, &complaint
	began := time.Now()
	peak, err := ran(cmd)
	took = time.Since(began)
	if err != nil && cmd.ProcessState.ExitCode() != exitSkipped {
		h.t.Fatalf("entente %s: %v\n%s", strings.Join(args, " "), err, &complaint)
	}
	return answer.Bytes(), took, peak
}

// median runs something several times and returns the time in the middle.
func median(run func(i int) time.Duration) time.Duration {
	var all []time.Duration
	for i := range benchRuns {
		all = append(all, run(i))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func ms(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }

// starts measures what every command costs before it does anything.
func (h *house) starts() {
	h.row("`entente version`", ms(median(func(int) time.Duration { _, took, _ := h.run("version"); return took })), "", "")
}

// first measures the first article alone: an empty store, one article, one answer.
func (h *house) first() {
	article := "Ministers meet in Moscow\nMay 7, 2013 | By Ada Writer, The Harbour Courier\n\nMOSCOW — Russian Foreign Minister Sergei Lavrov met Secretary of State John Kerry in Moscow on Tuesday. The two ministers talked for three hours about the war in Syria. Kerry said that the talks were useful, and that there would be another round of them before the summer.\n"
	if err := os.WriteFile(filepath.Join(h.dir, "first.txt"), []byte(article), 0o644); err != nil {
		h.t.Fatal(err)
	}
	var asks []time.Duration
	both := median(func(i int) time.Duration {
		db := fmt.Sprintf("first-%d.db", i)
		_, load, _ := h.run("load", "-q", "--db", db, "first.txt")
		out, ask, _ := h.run("ask", "meetings", "Lavrov", "--db", db)
		if !bytes.Contains(out, []byte("Moscow")) {
			h.t.Errorf("no answer: %s", out)
		}
		asks = append(asks, ask)
		return load + ask
	})
	slices.Sort(asks)
	h.row("first article, cold start to `ask meetings Lavrov` answered, store empty before", ms(both), "1000", "400")
	h.row("the same, article already loaded: `ask` alone", ms(asks[len(asks)/2]), "250", "100")
}

// load measures a load of the releases as they are from their file to a graph, on all
// cores, and what it leaves.
func (h *house) load(file string, of []graphtest.Release) {
	n, size, words, tokens, reader := len(of), 0, 0, 0, h.reader()
	for _, r := range of {
		size, words = size+len(r.Text), words+len(strings.Fields(r.Text))
	}
	began := time.Now()
	for _, r := range of {
		tokens += len(reader.Read(nlp.Input{Text: r.Text}).Tokens)
	}
	read := time.Since(began)
	file, err := filepath.Abs(file)
	if err != nil {
		h.t.Fatal(err)
	}
	var peak int64
	var report struct{ Claims int }
	took := median(func(i int) time.Duration {
		out, took, held := h.run("load", "--json", "--db", fmt.Sprintf("load-%d.db", i), file)
		if err := json.Unmarshal(out, &report); err != nil {
			h.t.Fatal(err)
		}
		peak = max(peak, held)
		return took
	})
	out, _, _ := h.run("stats", "--json", "--db", "load-0.db")
	var s struct{ Quads, QuadsPerClaim int }
	if err := json.Unmarshal(out, &s); err != nil {
		h.t.Fatal(err)
	}
	a := func(total float64) string { return fmt.Sprintf("%.0f", total/took.Seconds()) }
	h.row(fmt.Sprintf("%d releases, files to graph, %d words each in the mean: articles/s", n, words/n), fmt.Sprintf("%.1f", float64(n)/took.Seconds()), "100", "300")
	h.row("– share of what two cores do that only read, same run", fmt.Sprintf("%.2f", read.Seconds()/2/took.Seconds()), "0.5", "")
	h.row("– MB/s", fmt.Sprintf("%.2f", float64(size)/1e6/took.Seconds()), "", "")
	h.row("– tokens/s", a(float64(tokens)), "", "")
	h.row("– claims/s", a(float64(report.Claims)), "", "")
	h.row("– quads/s", a(float64(s.Quads)), "", "")
	h.row("– peak memory", fmt.Sprintf("%d MB", peak/1e6), "1500", "600")
	h.row("quads a claim", fmt.Sprintf("%.2f", float64(s.QuadsPerClaim)/100), "12", "8")
	h.row("bytes on disk an article", fmt.Sprintf("%d KB", h.size("load-0.db")/int64(n)/1000), "60", "30")
}

func (h *house) reader() *nlp.Reader {
	r, err := nlp.NewReader()
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

// size is what a store takes on disk.
func (h *house) size(db string) (sum int64) {
	filepath.WalkDir(filepath.Join(h.dir, db), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				sum += info.Size()
			}
		}
		return nil
	})
	return sum
}

// grow measures what an article costs in a small store and in a large one, in one load of
// n articles that come by a pipe: as a load takes few articles ahead of what it writes,
// the times at which it takes them tell how fast it goes.
func (h *house) grow(n int) {
	window, lines := min(1000, n/4), make([][]byte, n)
	for i := range lines {
		line, err := json.Marshal(h.releases.Release(i))
		if err != nil {
			h.t.Fatal(err)
		}
		lines[i] = append(line, '\n')
	}
	cmd := exec.CommandContext(h.t.Context(), h.entente, "load", "-q", "--db", "grow.db", "-")
	cmd.Dir, cmd.Stderr = h.dir, os.Stderr
	in, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		h.t.Fatal(err)
	}
	peak := memoryOf(cmd.Process.Pid)
	taken := make([]time.Time, n)
	for i, line := range lines {
		if _, err := in.Write(line); err != nil {
			h.t.Fatal(err)
		}
		taken[i] = time.Now()
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		h.t.Fatal(err)
	}
	took := func(from int) float64 { return taken[from+window].Sub(taken[from]).Seconds() }
	first, last := took(window/2), took(n-window-window/4)
	h.row(fmt.Sprintf("time an article at %d articles against at %d, one run", n, window), fmt.Sprintf("%.2f", last/first), "1.5", "1.05")
	h.row("– peak memory", fmt.Sprintf("%d MB", peak(cmd.ProcessState)/1e6), "1500", "600")
}

// large asks a store of five million quads.
func (h *house) large() {
	const quads = 5_000_000
	set := graphtest.World(1, quads*5/4) // what several articles tell is counted for each
	db := filepath.Join(h.dir, "large.db")
	s, err := graph.Open(h.t.Context(), db, graph.Options{})
	if err != nil {
		h.t.Fatal(err)
	}
	for i := 0; i < len(set.Articles); i += 512 {
		var numbers []int
		for n := i; n < min(i+512, len(set.Articles)); n++ {
			numbers = append(numbers, n)
		}
		if err := s.Apply(h.t.Context(), set.Change(numbers...)); err != nil {
			h.t.Fatal(err)
		}
	}
	n, err := s.Size(h.t.Context())
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		h.t.Fatal(err)
	}
	person := ""
	for _, l := range set.Articles[0].Locals {
		if l.Type == ontology.Person {
			person = string(l.Entity)
		}
	}
	took := median(func(int) time.Duration {
		_, took, _ := h.run("ask", "meetings", "--with", person, "--db", "large.db")
		return took
	})
	h.row(fmt.Sprintf("`ask meetings` on a store of %d quads", n), ms(took), "", "")
}

// peers reads the same releases with other programs, each on one core.
func (h *house) peers(articles string) string {
	data := filepath.Join(articles, "..", "data")
	var speeds struct{ Entente, Prose float64 }
	cmd := exec.CommandContext(h.t.Context(), "go", "run", ".", "-speed", "-data", data)
	cmd.Dir, cmd.Env = filepath.Join("..", "..", ".ci", "prose"), append(os.Environ(), "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &speeds)
	}
	if err != nil {
		return fmt.Sprintf("\nNo peer was measured: .ci/prose: %v\n", err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\nWords a second of one core, on the same releases, medians of %d rounds in one run:\n\n| | words/s | entente is |\n|---|---|---|\n", benchRuns)
	line := func(name string, speed float64) {
		fmt.Fprintf(&b, "| %s | %.0f | %.2f times as fast |\n", name, speed, speeds.Entente/speed)
	}
	fmt.Fprintf(&b, "| entente: tokens, tags, trees, names, times, quotations, chains | %.0f | |\n", speeds.Entente)
	line("prose v3: tokens, tags, names", speeds.Prose)
	python := cmp.Or(os.Getenv("PYTHON"), "python3")
	spacy := exec.CommandContext(h.t.Context(), python, filepath.Join("..", "..", ".ci", "prose", "spacy_speed.py"), filepath.Join(articles, "statedept"))
	spacy.Env = append(os.Environ(), "OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1", "MKL_NUM_THREADS=1")
	var other struct {
		Name  string
		Speed float64
	}
	out, err = spacy.Output()
	if err == nil {
		err = json.Unmarshal(out, &other)
	}
	if err != nil || other.Speed == 0 {
		h.t.Logf("spaCy is not here (PYTHON names a Python that has it): %v", err)
		return b.String()
	}
	line(other.Name+": tokens, tags, trees, lemmas, names", other.Speed)
	return b.String()
}

// markdown is the table with the machine's name.
func (h *house) markdown() string {
	processor := "a processor without a name"
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if m := regexp.MustCompile(`(?m)^model name\s*: (.+)$`).FindSubmatch(info); m != nil {
			processor = string(m[1])
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %d cores, %s/%s, %s, %s. Medians of %d runs.\n\n| measure | measured | at most, at least | aim |\n|---|---|---|---|\n", processor, runtime.NumCPU(), runtime.GOOS, runtime.GOARCH,
		runtime.Version(), time.Now().UTC().Format("January 2006"), benchRuns)
	for _, r := range h.rows {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(r[:], " | "))
	}
	return b.String()
}
