//go:build bench

package queries

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/ontology"
)

// The bars: on a million quads the median of all questions and their 99th
// percentile, and how much a question may grow from the smallest to the largest
// world when its answer does not.
const (
	barMedian = 20 * time.Millisecond
	barSlow   = 100 * time.Millisecond
	barGrowth = 3.0
)

// TestTable asks every question of made worlds on disk, with the default limit
// and one quote a row, and prints a table. ENTENTE_SIZES names the worlds by their
// quads ("100000 1000000 5000000"), ENTENTE_WORLDS a folder in which they are kept
// for the next run. Beside the time on the clock stands the processor's, which a
// busy machine changes less.
func TestTable(t *testing.T) {
	sizes := []int{100_000, 1_000_000, 5_000_000}
	if words := strings.Fields(os.Getenv("ENTENTE_SIZES")); len(words) > 0 {
		sizes = nil
		for _, w := range words {
			n, err := strconv.Atoi(w)
			if err != nil {
				t.Fatal(err)
			}
			sizes = append(sizes, n)
		}
	}
	runs := map[int]map[string][]sample{}
	for _, size := range sizes {
		runs[size] = worldRuns(t, size)
	}
	report(t, sizes, runs)
}

// sample is one question asked once.
type sample struct {
	wall, cpu time.Duration
	rows      int
	fixed     bool // asked so that the answer is as long in every world
}

// worldRuns asks all lines of a world.
func worldRuns(t *testing.T, size int) map[string][]sample {
	set := graphtest.World(1, size)
	s := worldStore(t, set, size)
	defer s.Close()
	all := map[string][]sample{}
	for _, fixed := range []bool{false, true} {
		for name, lines := range linesOf(set, fixed) {
			for _, line := range lines {
				run := func() sample {
					q, req := request(t, line)
					req.Limit, req.Quotes = DefaultLimit, 1
					cpu, start := processor(), time.Now()
					ans, err := Ask(t.Context(), s.Reader, q, req)
					if err != nil {
						t.Fatalf("%s: %v", line, err)
					}
					return sample{time.Since(start), processor() - cpu, ans.Total, fixed}
				}
				// What the store keeps in memory is there then. A question that answers
				// nothing measures nothing.
				if run().rows > 0 && counted(all[name], fixed) < picks {
					all[name] = append(all[name], run())
				}
			}
		}
	}
	for i, line := range pathLines(set) {
		run := func() sample {
			cpu, start := processor(), time.Now()
			ans, err := Path(t.Context(), s.Reader, line)
			if err != nil {
				t.Fatal(err)
			}
			return sample{time.Since(start), processor() - cpu, len(ans.Chains), i%2 == 1}
		}
		run()
		all["path"] = append(all["path"], run())
	}
	return all
}

// counted is how many samples of a kind there are.
func counted(all []sample, fixed bool) (n int) {
	for _, s := range all {
		if s.fixed == fixed {
			n++
		}
	}
	return n
}

// processor is the time the processor has spent on this program.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// worldStore opens the store of a world, and fills it when it is new.
func worldStore(t *testing.T, set graphtest.Set, size int) *graph.Store {
	dir := os.Getenv("ENTENTE_WORLDS")
	if dir == "" {
		dir = t.TempDir()
	}
	dir = filepath.Join(dir, fmt.Sprintf("world-%d.db", size))
	_, err := os.Stat(filepath.Join(dir, "full"))
	full := err == nil
	s, err := graph.Open(t.Context(), dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if full {
		return s
	}
	const batch = 512
	for i := 0; i < len(set.Articles); i += batch {
		var numbers []int
		for n := i; n < min(i+batch, len(set.Articles)); n++ {
			numbers = append(numbers, n)
		}
		if err := s.Apply(t.Context(), set.Change(numbers...)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "full"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	return s
}

// picks is how many questions of a name are asked of a world.
const picks = 20

// linesOf are the questions asked: each with things that are told of much, some
// and little, or with pairs that are told of together; fixed ones with things of
// which about ten meetings are told, whatever the size of the world. There are more
// than are asked, for those that have no answer.
func linesOf(set graphtest.Set, fixed bool) map[string][]string {
	persons, countries := byNaming(set, "Person"), byNaming(set, "Country")
	if fixed {
		persons, countries = aboutTen(set, persons), nil
	}
	lines := map[string][]string{}
	add := func(format string, who []string) {
		name, _, _ := strings.Cut(format, " ")
		for _, id := range who {
			one, other, _ := strings.Cut(id, " ")
			lines[name] = append(lines[name], strings.NewReplacer("@1", one, "@2", other).Replace(format))
		}
	}
	for _, f := range []string{"meetings --with=@1", "statements --by=@1", "about --thing=@1", "timeline --of=@1", "neighbours --of=@1",
		"together --with=@1", "circle --of=@1", "offices --who=@1", "unheld --with=@1", "events --by=@1"} {
		add(f, spread(persons))
	}
	if fixed {
		return lines
	}
	for _, f := range []string{"meetings --in=@1 --since=2010 --until=2011", "agreements --party=@1", "unsigned --party=@1",
		"offices --of=@1 --as-of=2015-05-05", "agreements --party=@1 --known-by=2012"} {
		add(f, spread(countries))
	}
	for _, f := range []string{"meetings --between=@1 --between=@2", "timeline --of=@1 --of=@2", "mediators --between=@1 --between=@2"} {
		add(f, spread(pairs(set, "party", "party")))
	}
	add("events --by=@1 --to=@2", spread(pairs(set, "actor", "recipient")))
	for i, one := range papers {
		add("coverage --source=@1 --since=2018", []string{"The_" + one + "_7"})
		for k := range papers {
			add("differences --between=@1 --between=@2", []string{fmt.Sprintf("The_%s_%d The_%s_%d", one, k, papers[(i+1)%len(papers)], k/2)})
		}
	}
	return lines
}

// papers are the names of the world's publishers, each of many numbers.
var papers = []string{"Courier", "Post", "Herald", "Wire", "Gazette", "Observer"}

// spread picks some of a list sorted by how much is told of each: one of the most
// told, and others from all over it.
func spread(all []string) []string {
	n := min(3*picks, len(all))
	var some []string
	for first := range 3 { // the first third is from all over it too
		for i := first; i < n; i += 3 {
			some = append(some, all[i*(len(all)-1)/max(1, n-1)])
		}
	}
	return some
}

// pairs are the things that play these parts in one act, by how often they do.
func pairs(set graphtest.Set, one, other ontology.Predicate) []string {
	told := map[string]int{}
	for _, a := range set.Articles {
		for _, c := range a.Claims {
			for _, f := range c.Facts {
				for _, g := range c.Facts {
					if f.Predicate == one && g.Predicate == other && f != g && c.Modality.Asserts() {
						told[string(f.Object.IRI)+" "+string(g.Object.IRI)]++
					}
				}
			}
		}
	}
	var all []string
	for p := range told {
		all = append(all, p)
	}
	slices.SortFunc(all, func(x, y string) int { return cmp.Or(told[y]-told[x], strings.Compare(x, y)) })
	return all
}

// aboutTen are the persons who took part in eight to twelve meetings.
func aboutTen(set graphtest.Set, persons []string) []string {
	met := map[string]map[graph.IRI]bool{}
	for _, a := range set.Articles {
		for _, c := range a.Claims {
			for _, f := range c.Facts {
				if f.Predicate == "participant" && c.Modality.Asserts() {
					id := string(f.Object.IRI)
					if met[id] == nil {
						met[id] = map[graph.IRI]bool{}
					}
					met[id][f.Subject] = true
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(persons), func(id string) bool { return len(met[id]) < 8 || len(met[id]) > 12 })
}

// pathLines are pairs of persons: much and little told of.
func pathLines(set graphtest.Set) []PathRequest {
	persons := spread(byNaming(set, "Person"))[:picks]
	var all []PathRequest
	for i, id := range persons {
		all = append(all, PathRequest{From: id, To: persons[(i*7+3)%len(persons)], Quotes: 1})
	}
	return slices.DeleteFunc(all, func(r PathRequest) bool { return r.From == r.To })
}

// report prints the table, and whether the bars were met.
func report(t *testing.T, sizes []int, runs map[int]map[string][]sample) {
	names := []string{"path"}
	for _, q := range Questions {
		names = append(names, q.Name)
	}
	fmt.Printf("%-12s", "milliseconds")
	for _, size := range sizes {
		fmt.Printf(" | %-39s", fmt.Sprintf("%d quads: rows, median, p99, processor", size))
	}
	fmt.Println(" | growth of fixed answers")
	for _, name := range names {
		fmt.Printf("%-12s", name)
		for _, size := range sizes {
			all := runs[size][name]
			fmt.Printf(" | %9d %9.2f %9.2f %9.2f", rowsOf(all), ms(quantile(all, wall, .5)), ms(quantile(all, wall, .99)), ms(quantile(all, cpu, .5)))
		}
		fmt.Printf(" | %s\n", growth(sizes, runs, name))
	}
	for _, size := range sizes {
		var all []sample
		for _, s := range runs[size] {
			all = append(all, s...)
		}
		fmt.Printf("all, %d quads: median %.2f ms, 99th percentile %.2f ms; processor %.2f and %.2f\n", size,
			ms(quantile(all, wall, .5)), ms(quantile(all, wall, .99)), ms(quantile(all, cpu, .5)), ms(quantile(all, cpu, .99)))
		if size == 1_000_000 {
			fmt.Printf("bars at 1000000: median below %v: %t; 99th percentile below %v: %t\n", barMedian,
				quantile(all, wall, .5) < barMedian, barSlow, quantile(all, wall, .99) < barSlow)
		}
	}
}

func wall(s sample) time.Duration { return s.wall }
func cpu(s sample) time.Duration  { return s.cpu }
func ms(d time.Duration) float64  { return float64(d) / float64(time.Millisecond) }

func quantile(all []sample, of func(sample) time.Duration, q float64) time.Duration {
	if len(all) == 0 {
		return 0
	}
	var times []time.Duration
	for _, s := range all {
		times = append(times, of(s))
	}
	slices.Sort(times)
	return times[int(q*float64(len(times)-1)+.5)]
}

func rowsOf(all []sample) int {
	if len(all) == 0 {
		return 0
	}
	var rows []int
	for _, s := range all {
		rows = append(rows, s.rows)
	}
	slices.Sort(rows)
	return rows[len(rows)/2]
}

// growth compares the processor's time of fixed answers in the largest world with
// that in the smallest. A circle and chains go through others, of whom more is told
// in a larger world: they have no fixed answer.
func growth(sizes []int, runs map[int]map[string][]sample, name string) string {
	first, last := onlyFixed(runs[sizes[0]][name]), onlyFixed(runs[sizes[len(sizes)-1]][name])
	if name == "path" || name == "circle" || len(first) == 0 || len(last) == 0 || len(sizes) < 2 {
		return "-"
	}
	a, b := quantile(first, cpu, .5), quantile(last, cpu, .5)
	if b < time.Millisecond/4 {
		return fmt.Sprintf("%.1f times, within the clock's grain", float64(b)/float64(a))
	}
	ok := "met"
	if float64(b) > barGrowth*float64(a) {
		ok = "missed"
	}
	return fmt.Sprintf("%.1f times (%d rows to %d), bar %s", float64(b)/float64(a), rowsOf(first), rowsOf(last), ok)
}

func onlyFixed(all []sample) []sample {
	return slices.DeleteFunc(slices.Clone(all), func(s sample) bool { return !s.fixed })
}
