package web

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is a tab of a real Chromium that notes what it asks of other hosts and what
// it complains of.
type tab struct {
	t    *testing.T
	ctx  context.Context
	home string
	mu   sync.Mutex
	bad  []string
}

// browse opens a tab of a headless Chromium, or skips the test where there is none.
func browse(t *testing.T, home string) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("the browser is for whole runs")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine: the page is not tried in a browser")
	}
	b := &tab{t: t, home: home}
	ctx, cancel := chromedp.NewContext(t.Context(),
		chromedp.WithAllocatorOptions(chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU),
		chromedp.WithListener(b.listen))
	b.ctx = ctx
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 1000)); err != nil { // the first run starts the browser and must have no deadline
		t.Skipf("Chromium does not start: %v", err)
	}
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			if m.Type == "error" || m.IsException() {
				b.note(fmt.Sprintf("console: %s (%s:%d)", m.Text, m.URL, m.Line))
			}
		}
	}()
	return b
}

// listen notes requests that leave the server.
func (b *tab) listen(ev any) {
	sent, ok := ev.(*network.EventRequestWillBeSent)
	if !ok || strings.HasPrefix(sent.Request.URL, b.home) {
		return
	}
	u, err := url.Parse(sent.Request.URL)
	if err != nil || u.Scheme != "data" && u.Scheme != "blob" {
		b.note("asks for " + sent.Request.URL)
	}
}

func (b *tab) note(problem string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.bad = append(b.bad, problem)
}

// quiet wants no complaint and no request to another host since the last call.
func (b *tab) quiet(where string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.bad {
		b.t.Errorf("%s: %s", where, p)
	}
	b.bad = nil
}

// do gives steps in the browser half a minute.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// open goes to a page and waits until it is there.
func (b *tab) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.home + path))
	b.until(`document.readyState === "complete"`)
}

// until waits until an expression holds in the page.
func (b *tab) until(expression string) {
	b.t.Helper()
	b.poll(expression, 50*time.Millisecond)
}

func (b *tab) poll(expression string, each time.Duration) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Poll[bool](expression, chromedp.WithPollingInterval(each)))
	for err != nil && ctx.Err() == nil && (strings.Contains(err.Error(), "context") || strings.Contains(err.Error(), "navigated")) { // the page went while it was asked
		_, err = chromedp.Run(ctx, chromedp.Poll[bool](expression, chromedp.WithPollingInterval(each)))
	}
	if err != nil {
		text, _ := chromedp.Run(context.WithoutCancel(ctx), chromedp.Evaluate[string]("document.body.innerText"))
		b.t.Fatalf("%s does not come true: %v\n%s\n%v", expression, err, text, b.bad)
	}
}

// eval returns what an expression gives; a promise is waited for.
func (b *tab) eval(expression string) string {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[json.RawMessage](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%.80s: %v", expression, err)
	}
	return string(v)
}

// press clicks the first element of a kind that shows the words.
func (b *tab) press(kind, words string) {
	b.t.Helper()
	find := `[...document.querySelectorAll(` + "`" + kind + "`" + `)].find(e => e.innerText.includes(` + "`" + words + "`" + `))`
	b.until("!!" + find)
	b.eval(find + ".click() === undefined")
}

// key presses keys where the focus is.
func (b *tab) key(keys string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys))
}

//go:embed testdata/axe.min.js.gz
var axe []byte

// accessible runs axe-core over the page and wants no serious violation.
func (b *tab) accessible(where string) {
	b.t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(axe))
	if err != nil {
		b.t.Fatal(err)
	}
	code, err := io.ReadAll(r)
	if err != nil {
		b.t.Fatal(err)
	}
	b.eval(string(code) + "; 1")
	found := b.eval(`axe.run(document, {resultTypes: ["violations"], preload: false}).then(r => r.violations.filter(v => v.impact === "serious" || v.impact === "critical")
		.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + (n.any[0]?.message || "")).join(" | ")))`)
	if found != "[]" {
		b.t.Errorf("%s: axe-core finds %s", where, found)
	}
}

// shoot keeps a picture of the whole page under the folder that ENTENTE_SHOTS names.
func (b *tab) shoot(name string) {
	b.t.Helper()
	dir := os.Getenv("ENTENTE_SHOTS")
	if dir == "" {
		return
	}
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	data, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), data, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) dark(on bool) {
	scheme := "light"
	if on {
		scheme = "dark"
	}
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	}))
}

// runUntil presses Run until an expression holds: Cayley's page ignores the button
// while a new editor is not there yet.
func (b *tab) runUntil(expression string) {
	b.t.Helper()
	b.press(".actions button", "RUN")
	b.poll(`(`+expression+`) || ([...document.querySelectorAll(".actions button")].find(e => e.innerText.includes("RUN")).click(), false)`, 500*time.Millisecond)
}

// TestCayleyPage runs queries in Cayley's own page: the editor loads, a query gives
// its results, Query Shape and Visualize work at the first click, an example is
// taken, a query comes in by the address, and nothing is asked of any other host.
func TestCayleyPage(t *testing.T) {
	srv := serve(t, nil)
	b := browse(t, srv.URL)
	b.open("/cayley/")
	b.do(chromedp.WaitVisible(chromedp.CSS(".monaco-editor .view-line")))
	b.until(`document.querySelector(".monaco-editor").innerText.includes("ent:participant")`)
	b.until(`document.fonts.check("24px Material Icons")`)
	b.press(".actions button", "RUN")
	b.until(`[...document.querySelectorAll(".monaco-editor")].some(e => e.innerText.includes("person:sergei-lavrov"))`)
	b.shoot("cayley")
	b.press(".mdc-list-item", "Query Shape")
	b.runUntil(`[...document.querySelectorAll(".monaco-editor")].some(e => e.innerText.includes('"shape":'))`)
	b.press(".mdc-list-item", "Visualize")
	b.runUntil(`document.querySelectorAll(".graph circle").length >= 3 && document.querySelectorAll(".graph line").length >= 2`)
	b.shoot("cayley-visualize")
	b.eval(`(() => { const s = document.querySelector("#entente-examples"); s.value = "3"; s.dispatchEvent(new Event("change")); return 1 })()`)
	b.until(`document.readyState === "complete" && document.querySelector(".monaco-editor")?.innerText.includes("ent:party")`)
	b.open("/")
	b.open(cayleyLink("g.V('<person:sergei-lavrov>').All() // asked & 50% off"))
	b.until(`document.querySelector(".monaco-editor")?.innerText.replaceAll("\u00a0", " ").includes("50% off")`)
	b.quiet("cayley")
}

// talk is the meeting of the small world.
const talk = "/meeting/2013-05-07-moscow-kerry-lavrov"

// TestPages opens each page in a wide and in a narrow window, in light and in dark:
// axe-core finds nothing serious, nothing is wider than the window, the console
// stays silent and no request leaves the server.
func TestPages(t *testing.T) {
	srv := serve(t, loading)
	b := browse(t, srv.URL)
	fact := linkOn(t, srv, talk+"?format=json", `"fact":"fact:([a-z0-9]+)"`)
	article := linkOn(t, srv, "/article/", `href="/article/([a-z0-9]+)"`)
	pages := []struct{ name, path, wait string }{
		{"start", "/", ""},
		{"person", "/person/sergei-lavrov", drawnPicture},
		{"country", "/country/russia", drawnPicture},
		{"place", "/place/moscow", drawnPicture},
		{"meeting", talk, drawnPicture},
		{"agreement", "/agreement/2013-05-07-syria-conference", drawnPicture},
		{"article", "/article/" + article, drawnPicture},
		{"fact", "/fact/" + fact, ""},
		{"compare", "/compare" + talk, ""},
		{"path", "/path?from=Kerry&to=Russia", ""},
		{"questions", "/ask", ""},
		{"answer", "/ask/meetings?with=Lavrov&modality=all", ""},
		{"people", "/person/", ""},
		{"nothing", "/search?q=nobody+at+all", ""},
		{"missing", "/person/nobody", ""},
		{"load", "/load", ""},
	}
	for _, view := range []struct {
		name  string
		width int64
		dark  bool
	}{{"wide", 1280, false}, {"narrow", 390, true}} {
		b.do(chromedp.EmulateViewport(view.width, 900))
		b.dark(view.dark)
		for _, p := range pages {
			b.open(p.path)
			if p.wait != "" {
				b.until(p.wait)
			}
			b.eval(`document.querySelectorAll("main details").forEach(d => d.open = true)`)
			if wide := b.eval("document.documentElement.scrollWidth > innerWidth"); wide == "true" {
				t.Errorf("%s, %s: the page is wider than the window: %s", p.name, view.name,
					b.eval(`[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, .unseen")).slice(0, 3).map(e => e.outerHTML.slice(0, 120))`))
			}
			b.accessible(p.name + ", " + view.name)
			b.shoot(p.name + "-" + view.name)
			if p.name != "nothing" && p.name != "missing" { // the browser notes the 404 itself
				b.quiet(p.name)
			}
			b.bad = nil
		}
	}
}

// drawnPicture holds once the picture is there.
const drawnPicture = `Number(document.querySelector("[data-picture]").dataset.ready) > 1`

// TestEvidence goes from a person to the marked sentence with one click, and from
// there to the article and back to the claim.
func TestEvidence(t *testing.T) {
	srv := serve(t, nil)
	b := browse(t, srv.URL)
	b.open("/person/sergei-lavrov")
	b.press(".happening .evidence summary", "3 sources")
	b.until(`[...document.querySelectorAll(".happening mark")].some(m => m.checkVisibility() && m.innerText === "John Kerry met Sergei Lavrov in Moscow on Tuesday.")`)
	b.until(`document.querySelector(".happening blockquote").innerText.includes("They agreed to call a conference")`)
	b.until(`document.querySelector(".happening .source").innerText.includes("2013-05-08")`)
	b.press(".happening .source a", "Talks in Moscow")
	b.until(`location.pathname.startsWith("/article/") && document.querySelectorAll(".text mark").length > 0`)
	b.press(".text a.number", "1")
	b.until(`location.hash === "#c1" && document.querySelector("#c1 blockquote").innerText.includes("John Kerry met")`)
	b.press("#c1 a", "claim")
	b.until(`location.pathname.startsWith("/claim/") && document.querySelector("mark") !== null`)
	b.quiet("evidence")
}

// TestSearch types a name, takes a suggestion by the keyboard and lands on its page.
func TestSearch(t *testing.T) {
	srv := serve(t, nil)
	b := browse(t, srv.URL)
	b.open("/")
	b.do(chromedp.SendKeys(chromedp.CSS("#find-large"), "serg"))
	b.until(`document.querySelector(".hero .suggestions:not([hidden]) li")?.innerText.includes("Sergei Lavrov")`)
	b.shoot("search")
	b.accessible("suggestions")
	b.key(kb.ArrowDown)
	b.until(`document.querySelector("#find-large").getAttribute("aria-activedescendant") !== null`)
	b.key(kb.Enter)
	b.until(`location.pathname === "/person/sergei-lavrov" && document.title.includes("Sergei Lavrov")`)
	b.open("/ask/meetings")
	b.do(chromedp.SendKeys(chromedp.CSS("#meetings-with"), "Lavrov; John"))
	b.until(`document.querySelector("form.question .suggestions:not([hidden]) li") !== null`)
	b.key(kb.Escape + kb.Enter)
	b.until(`location.search.includes("with=Lavrov") && document.body.innerText.includes("with John Kerry")`)
	b.quiet("search")
}

// TestPicture draws, filters and expands the picture, which shows what is planned
// and what is denied otherwise than what is stated.
func TestPicture(t *testing.T) {
	srv := serve(t, nil)
	b := browse(t, srv.URL)
	b.open("/meeting/2013-05-07-syria-conference")
	b.until(drawnPicture)
	const cy = `document.querySelector("[data-picture]").cy`
	style := func(way, what string) string {
		return b.eval(cy + `.edges('[way="` + way + `"]')[0]?.style("` + what + `") ?? "none"`)
	}
	if planned, denied := style("planned", "line-color"), style("denied", "line-color"); planned == denied || planned == `"none"` || denied == `"none"` {
		t.Errorf("planned is drawn %s, denied %s", planned, denied)
	}
	before := b.eval(cy + `.nodes(":visible").length`)
	b.press(".picture-filters label", "denied")
	b.until(cy + `.edges('[way="denied"]').every(e => !e.visible())`)
	b.press(".picture-filters label", "denied")
	for range 2 { // the first click selects, the second opens what stands around
		b.eval(`(document.querySelector(".canvas").scrollIntoView({block: "center", behavior: "instant"}), 1)`)
		at := func(axis, edge string) float64 {
			v, err := strconv.ParseFloat(b.eval(cy+`.getElementById("country:syria").renderedPosition("`+axis+`") + document.querySelector(".canvas").getBoundingClientRect().`+edge), 64)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		b.do(chromedp.MouseClickXY(at("x", "left"), at("y", "top")))
		b.until(cy + `.getElementById("country:syria").selected()`)
	}
	b.until(cy + `.nodes().length > ` + before)
	b.until(`document.querySelector(".picture-says").innerText.includes("around Syria")`)
	b.eval(`(() => { const f = document.querySelector(".years input"); f.value = "2014"; f.dispatchEvent(new Event("change")); return 1 })()`)
	b.until(cy + `.nodes('[first ^= "2013"]').filter(n => !n.data("center")).every(n => !n.visible())`)
	b.shoot("picture")
	b.quiet("picture")
}

// TestPath finds the chain between two people and opens the sentence of a step.
func TestPath(t *testing.T) {
	srv := serve(t, nil)
	b := browse(t, srv.URL)
	b.open("/person/john-kerry")
	b.do(chromedp.SendKeys(chromedp.CSS("#path-to"), "Sergei Lavrov"+kb.Enter))
	b.until(`document.title.startsWith("John Kerry to Sergei Lavrov")`)
	b.press(".hop .evidence summary", "source")
	b.until(`[...document.querySelectorAll(".hop mark")].some(m => m.checkVisibility() && m.innerText.includes("Lavrov"))`)
	b.quiet("path")
}

// TestWithoutScript reads the pages with JavaScript switched off.
func TestWithoutScript(t *testing.T) {
	srv := serve(t, nil)
	b := browse(t, srv.URL)
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	b.do(chromedp.Navigate(srv.URL+"/ask/meetings"),
		chromedp.SendKeys(chromedp.CSS("#meetings-with"), "Lavrov"))
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Submit(chromedp.CSS("#meetings-with"))); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Click(chromedp.CSS("tbody .evidence summary")),
		chromedp.WaitVisible(chromedp.CSS("tbody mark")))
	b.quiet("without script")
}

// TestLoadPage pastes an article, sees what it says, stores it, and finds it.
func TestLoadPage(t *testing.T) {
	srv := serve(t, loading)
	b := browse(t, srv.URL)
	b.open("/load")
	b.do(chromedp.SendKeys(chromedp.CSS("#load-text"), "Lavrov in Oslo"),
		chromedp.SendKeys(chromedp.CSS("#load-token"), "secret"))
	b.press("button", "See what it says")
	b.until(`document.querySelector(".preview mark")?.innerText.includes("Lavrov in Oslo")`)
	b.accessible("preview")
	b.shoot("load-preview")
	b.press("button", "Store it")
	b.until(`document.body.innerText.includes("1 added")`)
	b.open("/article/")
	b.until(`document.body.innerText.includes("Lavrov in Oslo")`)
	b.quiet("load")
}
