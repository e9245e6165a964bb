package score

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"entente/loaders/nlp"
	"entente/loaders/nlp/linear"
)

// Cost is what reading takes: a size, a time, a speed.
type Cost struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"` // "MB", "s", "tokens/s"
	// Bar and Aim are what is asked for: at least for a speed, at most for the rest.
	Bar float64 `json:"bar"`
	Aim float64 `json:"aim"`
}

// Load makes a reader and measures what that costs: the size of the weights in the
// program, the time of loading, and the memory that the process keeps resident
// with the reader at work. A process that has done much before tells too much.
func Load() (*nlp.Reader, []Cost, error) {
	start := time.Now()
	r, err := nlp.NewReader()
	if err != nil {
		return nil, nil, err
	}
	waited := time.Since(start)
	r.Read(nlp.Input{Text: "Envoys of two rivers met in Oslo on Tuesday. They signed a treaty."})
	debug.FreeOSMemory()
	return r, []Cost{
		{"weights in the program", megabytes(float64(linear.Size())), "MB", 25, 10},
		{"load time", waited.Seconds(), "s", 0.5, 0.15},
		{"resident memory", megabytes(float64(resident())), "MB", 400, 150},
	}, nil
}

func megabytes(n float64) float64 { return n / 1e6 }

// resident returns the bytes of memory that the process holds, as the system
// tells it, or the Go runtime where the system does not.
func resident() int64 {
	if f, err := os.Open("/proc/self/status"); err == nil {
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if rest, found := strings.CutPrefix(lines.Text(), "VmRSS:"); found {
				kb, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(rest, "kB")), 10, 64)
				return kb << 10
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys - m.HeapReleased)
}

// began is when the program did.
var began = time.Now()

// speedRounds is how often Speed reads all texts; the fastest round counts, since
// other work of the machine only ever slows one down.
const speedRounds = 3

// Speed measures the whole of Read on one core, in tokens a second of the processor.
func Speed(r *nlp.Reader, texts []nlp.Input) Cost {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	best, tokens := time.Duration(math.MaxInt64), 0
	for range speedRounds {
		start := spent()
		tokens = 0
		for _, in := range texts {
			tokens += len(r.Read(in).Tokens)
		}
		best = min(best, spent()-start)
	}
	return Cost{"speed of all stages, one core", float64(tokens) / max(best.Seconds(), 1e-9), "tokens/s", 40_000, 100_000}
}

// CostTable writes costs as lines of text, a line a cost.
func CostTable(w io.Writer, all []Cost) error {
	for _, c := range all {
		sense := "at most"
		if strings.HasSuffix(c.Unit, "/s") {
			sense = "at least"
		}
		if _, err := fmt.Fprintf(w, "%-30s %9s %-8s  %s %s  aim %s\n", c.Name, figures(c.Value), c.Unit, sense, figures(c.Bar), figures(c.Aim)); err != nil {
			return err
		}
	}
	return nil
}

// figures writes a number with three figures, whole from 100 on.
func figures(v float64) string {
	switch {
	case v >= 100:
		return strconv.FormatFloat(math.Round(v), 'f', -1, 64)
	case v >= 10:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}
