//go:build bench

package queries

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
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

// The bars: on a million quads the median of a question and its 99th percentile,
// and how much it may grow from the smallest to the largest world when its answer
// does not.
const (
	barMedian = 20 * time.Millisecond
	barSlow   = 100 * time.Millisecond
	barGrowth = 3.0
)

// form is a way to ask a question; @1 and @2 stand for things of the world.
type form struct {
	line string
	of   func(*scene) []string // what is put in their place: "a b" for @1 and @2
}

// forms are the lines of the table: every question, and its filters that may cost
// much. What is asked about is told of much, some and little, or are pairs that are
// told of together.
var forms = []form{
	{"meetings", once},
	{"meetings --since=@1 --until=@1", months},
	{"meetings --with=@1", persons},
	{"meetings --with=@1 --planned", persons},
	{"meetings --with=@1 --min-sources=2", persons},
	{"meetings --with=@1", countries},
	{"meetings --between=@1 --between=@2", parties},
	{"meetings --in=@1 --since=2010 --until=2011", countries},
	{"meetings --source=@1", publishers},
	{"meetings --type=summit --source=@1", publishers},
	{"agreements", once},
	{"agreements --party=@1", countries},
	{"agreements --party=@1 --known-by=2012", countries},
	{"offices --who=@1", persons},
	{"offices --of=@1", countries},
	{"offices --of=@1 --as-of=2015-05-05", countries},
	{"statements --by=@1", persons},
	{"events --by=@1", persons},
	{"events --by=@1 --to=@2", acts},
	{"about --thing=@1", persons},
	{"timeline --of=@1", persons},
	{"timeline --of=@1 --of=@2", parties},
	{"neighbours --of=@1", persons},
	{"together --with=@1", persons},
	{"circle --of=@1", persons},
	{"mediators --between=@1 --between=@2", parties},
	{"unsigned --party=@1", countries},
	{"unheld --with=@1", persons},
	{"differences --between=@1 --between=@2", papers},
	{"coverage --source=@1 --since=2018", publishers},
	{"path @1 @2", chained},
	{"series @1 @2", parties},
	{"show @1", persons},
}

// growing are the forms asked again of persons of whom as much is told in each world.
var growing = []string{"meetings --with=@1", "statements --by=@1", "about --thing=@1", "timeline --of=@1", "neighbours --of=@1",
	"together --with=@1", "offices --who=@1", "unheld --with=@1", "events --by=@1"}

// picks is how often a form is asked of a world.
const picks = 20

var update = flag.Bool("update", false, "write the table into README.md")

// TestTable asks every question of made worlds on disk, with the default limit
// and one quote a row, and prints a table. ENTENTE_SIZES names the worlds by their
// quads ("100000 1000000 5000000"); a million take half a minute on an idle machine. Growth is of the processor's time, which a busy
// machine changes less than that on the clock.
func TestTable(t *testing.T) {
	sizes := []int{100_000, 1_000_000}
	if words := strings.Fields(os.Getenv("ENTENTE_SIZES")); len(words) > 0 {
		sizes = nil
		for _, w := range words {
			n, err := strconv.Atoi(w)
			if err != nil {
				t.Fatal(err)
			}
			sizes = append(sizes, n)
		}
		slices.Sort(sizes)
	}
	busy := load()
	b := bench{sizes: sizes, runs: map[key][]sample{}}
	for _, size := range sizes {
		began := time.Now()
		b.ask(t, size)
		t.Logf("%d quads: %.0f s", size, time.Since(began).Seconds())
	}
	if busy >= quiet {
		b.processorTimes(t)
	}
	table := b.table(busy)
	fmt.Print(table)
	if *update {
		graphtest.HoldBlocks(t, filepath.Join("..", "README.md"), map[string]string{"make bench-queries": table}, true, "")
	}
}

// bench is all that was measured.
type bench struct {
	sizes []int
	runs  map[key][]sample
}

// key is a line of the table in one world.
type key struct {
	size  int
	form  int
	fixed bool // asked so that the answer is as long in every world
}

// sample is one question asked once.
type sample struct {
	wall, cpu time.Duration
	rows      int
}

// ask asks all forms of a world.
func (b *bench) ask(t *testing.T, size int) {
	s := newScene(t, size)
	defer s.store.Close()
	things, ten := s.things()
	s.forget()
	for i, f := range forms {
		b.runs[key{size, i, false}] = s.run(t, f.line, things[i])
		if slices.Contains(growing, f.line) && i == slices.IndexFunc(forms, func(g form) bool { return g.line == f.line }) {
			b.runs[key{size, i, true}] = s.run(t, f.line, ten)
		}
	}
}

// things are what each form is asked of, and persons of whom as much is told in
// every world.
func (s *scene) things() (all [][]string, ten []string) {
	for _, f := range forms {
		all = append(all, f.of(s))
	}
	return all, s.aboutTen()
}

// forget drops the articles of the world from memory, where nobody who asks has
// them: to collect garbage among some gigabytes falls on whatever is asked then.
func (s *scene) forget() {
	s.set, s.named = graphtest.Set{}, nil
	runtime.GC()
}

// scene is a world and its store.
type scene struct {
	set   graphtest.Set
	store *graph.Store
	named map[ontology.Type][]string
}

func newScene(t *testing.T, size int) *scene {
	set := graphtest.World(1, size)
	store, err := graph.Open(t.Context(), filepath.Join(t.TempDir(), "world.db"), graph.Options{})
	if err == nil {
		err = set.Fill(t.Context(), store)
	}
	if err == nil {
		err = store.Compact(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	return &scene{set, store, map[ontology.Type][]string{"Person": byNaming(set, "Person"), "Country": byNaming(set, "Country")}}
}

// run asks a form of so many things as have an answer: one without measures nothing.
// Each is asked twice, and what the store keeps in memory is there the second time.
func (s *scene) run(t *testing.T, line string, things []string) (all []sample) {
	for _, id := range things {
		one, other, _ := strings.Cut(id, " ")
		words := strings.NewReplacer("@1", one, "@2", other).Replace(line)
		if s.answer(t, words) == 0 {
			continue
		}
		cpu, start := processor(), time.Now()
		rows := s.answer(t, words)
		all = append(all, sample{time.Since(start), processor() - cpu, rows})
		if len(all) == picks {
			break
		}
	}
	return all
}

// answer asks one line and returns the length of the whole answer.
func (s *scene) answer(t *testing.T, line string) (rows int) {
	words := strings.Fields(line)
	var err error
	switch words[0] {
	case "path":
		var ans PathAnswer
		ans, err = Path(t.Context(), s.store.Reader, PathRequest{From: words[1], To: words[2], Quotes: 1})
		rows = len(ans.Chains)
	case "series":
		var ans SeriesAnswer
		ans, err = Series(t.Context(), s.store.Reader, SeriesRequest{Sides: [2]string{words[1], words[2]}})
		rows = ans.Total
	case "show":
		var ans Page
		ans, err = ShowFirst(t.Context(), s.store.Reader, graph.IRI(words[1]), 1, 10)
		rows = len(ans.Facts)
	default:
		q, req := request(t, line)
		req.Limit, req.Quotes = DefaultLimit, 1
		var ans Answer
		ans, err = Ask(t.Context(), s.store.Reader, q, req)
		rows = ans.Total
	}
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return rows
}

// processor is the time the processor has spent on this program.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func once(*scene) []string { return slices.Repeat([]string{""}, picks) }

func persons(s *scene) []string { return spread(s.named["Person"]) }

func countries(s *scene) []string { return spread(s.named["Country"]) }

func parties(s *scene) []string { return spread(pairs(s.set, "party", "party")) }

func acts(s *scene) []string { return spread(pairs(s.set, "actor", "recipient")) }

// months are some of the years of the world.
func months(*scene) (all []string) {
	for i := range picks {
		all = append(all, fmt.Sprintf("%d-%02d", 2004+i, i%12+1))
	}
	return all
}

// publishers are spread over those of the world, which write much, some and little.
func publishers(s *scene) []string {
	written := map[string]int{}
	for _, a := range s.set.Articles {
		written[strings.ReplaceAll(a.Article.Publisher, " ", "_")]++
	}
	all := slices.Collect(maps.Keys(written))
	slices.SortFunc(all, func(x, y string) int { return cmp.Or(written[y]-written[x], strings.Compare(x, y)) })
	return spread(all)
}

// papers are pairs of publishers.
func papers(s *scene) (all []string) {
	list := publishers(s)
	for i := range list[1:] {
		all = append(all, list[i]+" "+list[i/2+1])
	}
	return slices.DeleteFunc(all, func(pair string) bool { one, other, _ := strings.Cut(pair, " "); return one == other })
}

// chained are pairs of persons: much and little told of.
func chained(s *scene) (all []string) {
	list := persons(s)[:picks]
	for i, id := range list {
		if other := list[(i*7+3)%len(list)]; other != id {
			all = append(all, id+" "+other)
		}
	}
	return all
}

// spread picks some of a list sorted by how much is told of each: one of the most
// told, and others from all over it. There are more than are asked, for those that
// have no answer.
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

// aboutTen are persons who took part in eight to twelve meetings.
func (s *scene) aboutTen() []string {
	met := map[string]map[graph.IRI]bool{}
	for _, a := range s.set.Articles {
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
	return spread(slices.DeleteFunc(slices.Clone(s.named["Person"]), func(id string) bool { return len(met[id]) < 8 || len(met[id]) > 12 }))
}

// table prints what was measured, and marks what misses its bar.
func (b *bench) table(busy float64) string {
	var t strings.Builder
	fmt.Fprintf(&t, "%s, %d cores, %s/%s, %s, %s%s. Milliseconds, median and 99th percentile, of the whole question with 50 rows and a quote each; `rows` are all that answer.\n\n",
		processorName(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), time.Now().UTC().Format("January 2006"), underLoad(busy))
	head, rule := "| question |", "|---|"
	for _, size := range b.sizes {
		head += fmt.Sprintf(" rows of %s quads | median | p99 |", short(size))
		rule += "---|---|---|"
	}
	fmt.Fprintf(&t, "%s growth |\n%s---|\n", head, rule)
	for i, f := range forms {
		fmt.Fprintf(&t, "| `%s` |", label(f))
		for _, size := range b.sizes {
			all := b.runs[key{size, i, false}]
			if len(all) == 0 { // no answer in so small a world
				t.WriteString(" 0 | | |")
				continue
			}
			fmt.Fprintf(&t, " %d | %s | %s |", rowsOf(all), mark(all, .5, barMedian, size), mark(all, .99, barSlow, size))
		}
		fmt.Fprintf(&t, " %s |\n", b.growth(i))
	}
	for _, size := range b.sizes {
		var all []sample
		for k, samples := range b.runs {
			if k.size == size {
				all = append(all, samples...)
			}
		}
		fmt.Fprintf(&t, "\nAll %d questions put to %s quads: median %.1f ms, 99th percentile %.1f ms; of the processor's time %.1f and %.1f ms.\n", len(all), short(size),
			ms(quantile(all, wall, .5)), ms(quantile(all, wall, .99)), ms(quantile(all, cpu, .5)), ms(quantile(all, cpu, .99)))
	}
	fmt.Fprintf(&t, "\nA star marks what misses its bar: at 1M quads a median of %d ms and a 99th percentile of %d ms; growth of %.0f times from the smallest world to the largest where the answer does not grow, of the processor's time.\n",
		barMedian.Milliseconds(), barSlow.Milliseconds(), barGrowth)
	return t.String()
}

// label is how a line is asked at the prompt, with what stands for a thing.
func label(f form) string {
	one, other := "A", "B"
	switch fmt.Sprintf("%p", f.of) {
	case fmt.Sprintf("%p", countries):
		one = "COUNTRY"
	case fmt.Sprintf("%p", persons):
		one = "PERSON"
	case fmt.Sprintf("%p", months):
		one = "MONTH"
	case fmt.Sprintf("%p", publishers):
		one = "PAPER"
	}
	return strings.NewReplacer("@1", one, "@2", other, "=", " ").Replace(f.line)
}

func short(size int) string {
	if size >= 1_000_000 {
		return fmt.Sprintf("%gM", float64(size)/1e6)
	}
	return fmt.Sprintf("%gk", float64(size)/1e3)
}

// mark is a time, with a star where it misses the bar of a million quads.
func mark(all []sample, q float64, bar time.Duration, size int) string {
	took := quantile(all, wall, q)
	if size == 1_000_000 && took >= bar {
		return fmt.Sprintf("%.1f*", ms(took))
	}
	return fmt.Sprintf("%.1f", ms(took))
}

// quiet is the load below which the clock tells the truth.
const quiet = .5

// processorTimes logs what each line took of the processor, where others use it too.
func (b *bench) processorTimes(t *testing.T) {
	for i, f := range forms {
		line := fmt.Sprintf("processor, ms: %-50s", label(f))
		for _, size := range b.sizes {
			all := b.runs[key{size, i, false}]
			line += fmt.Sprintf(" | %s: median %.1f, p99 %.1f", short(size), ms(quantile(all, cpu, .5)), ms(quantile(all, cpu, .99)))
		}
		t.Log(line)
	}
}

// underLoad says that others used the machine too.
func underLoad(busy float64) string {
	if busy < quiet {
		return ""
	}
	return fmt.Sprintf(", while other programs ran (load %.1f)", busy)
}

// load is how many programs want the processor, before we do.
func load() (one float64) {
	text, _ := os.ReadFile("/proc/loadavg")
	fmt.Sscan(string(text), &one)
	return one
}

func processorName() string {
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if m := regexp.MustCompile(`(?m)^model name\s*: (.+)$`).FindSubmatch(info); m != nil {
			return string(m[1])
		}
	}
	return "A processor without a name"
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
func (b *bench) growth(form int) string {
	small, large := b.sizes[0], b.sizes[len(b.sizes)-1]
	first, last := b.runs[key{small, form, true}], b.runs[key{large, form, true}]
	if len(first) == 0 || len(last) == 0 || small == large {
		return ""
	}
	from, to := quantile(first, cpu, .5), quantile(last, cpu, .5)
	times, missed := float64(to)/float64(from), ""
	if times > barGrowth {
		missed = "*"
	}
	return fmt.Sprintf("%.1f%s (%.1f to %.1f ms)", times, missed, ms(from), ms(to))
}
