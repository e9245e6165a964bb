package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// browse opens a tab of a headless Chromium, or skips the test where there is
// none. What the tab asks of other hosts and what it complains of comes back
// from problems.
func browse(t *testing.T, srv *httptest.Server) (ctx context.Context, problems func() []string) {
	t.Helper()
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
	home, err := url.Parse(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var bad []string
	ctx, cancel := chromedp.NewContext(t.Context(),
		chromedp.WithAllocatorOptions(chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU),
		chromedp.WithListener(func(ev any) {
			sent, ok := ev.(*network.EventRequestWillBeSent)
			if !ok {
				return
			}
			u, err := url.Parse(sent.Request.URL)
			if err != nil || u.Host != home.Host && u.Scheme != "data" && u.Scheme != "blob" {
				mu.Lock()
				bad = append(bad, "asks for "+sent.Request.URL)
				mu.Unlock()
			}
		}))
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
				mu.Lock()
				bad = append(bad, fmt.Sprintf("console: %s (%s:%d)", m.Text, m.URL, m.Line))
				mu.Unlock()
			}
		}
	}()
	return ctx, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return bad
	}
}

// within gives steps in the browser half a minute.
func within(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// until waits until an expression holds in the page.
func until(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](expression)); err != nil {
		text, _ := chromedp.Run(context.WithoutCancel(ctx), chromedp.Evaluate[string]("document.body.innerText"))
		t.Fatalf("%s does not come true: %v\n%s", expression, err, text)
	}
}

// press clicks the first element of a kind that shows the words.
func press(t *testing.T, ctx context.Context, kind, words string) {
	t.Helper()
	find := `[...document.querySelectorAll(` + "`" + kind + "`" + `)].find(e => e.innerText.includes(` + "`" + words + "`" + `))`
	until(t, ctx, "!!"+find)
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](find+".click() === undefined")); err != nil {
		t.Fatal(err)
	}
}

// runUntil presses Run until an expression holds: the page ignores the button
// while a new editor is not there yet.
func runUntil(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	press(t, ctx, ".actions button", "RUN")
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	again := `(` + expression + `) || ([...document.querySelectorAll(".actions button")].find(e => e.innerText.includes("RUN")).click(), false)`
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](again, chromedp.WithPollingInterval(500*time.Millisecond))); err != nil {
		text, _ := chromedp.Run(context.WithoutCancel(ctx), chromedp.Evaluate[string]("document.body.innerText"))
		t.Fatalf("%s does not come true: %v\n%s", expression, err, text)
	}
}

// TestCayleyPage runs a query in Cayley's own page: the editor loads, the query
// gives its results, Query Shape and Visualize work, and nothing is asked of any
// other host.
func TestCayleyPage(t *testing.T) {
	srv := serve(t, nil)
	ctx, problems := browse(t, srv)
	defer func() {
		if t.Failed() {
			t.Log(problems())
		}
	}()
	within(t, ctx, chromedp.Navigate(srv.URL+"/cayley/"),
		chromedp.WaitVisible(chromedp.CSS(".monaco-editor .view-line")))
	until(t, ctx, `document.querySelector(".monaco-editor").innerText.includes("ent:participant")`)
	until(t, ctx, `document.fonts.check("24px Material Icons")`)
	press(t, ctx, ".actions button", "RUN")
	until(t, ctx, `[...document.querySelectorAll(".monaco-editor")].some(e => e.innerText.includes("person:sergei-lavrov"))`)
	press(t, ctx, ".mdc-list-item", "Query Shape")
	runUntil(t, ctx, `[...document.querySelectorAll(".monaco-editor")].some(e => e.innerText.includes('"shape":'))`)
	press(t, ctx, ".mdc-list-item", "Visualize")
	runUntil(t, ctx, `document.querySelectorAll(".graph circle").length >= 3 && document.querySelectorAll(".graph line").length >= 2`)
	if bad := problems(); len(bad) > 0 {
		t.Errorf("the page complains or leaves the host:\n%s", strings.Join(bad, "\n"))
	}
}

// TestPages opens our own pages and asks a question through a form.
func TestPages(t *testing.T) {
	srv := serve(t, nil)
	ctx, problems := browse(t, srv)
	within(t, ctx, chromedp.Navigate(srv.URL+"/"),
		chromedp.SendKeys(chromedp.CSS("#meetings-with"), "Lavrov"))
	if _, err := chromedp.RunResponse(ctx, chromedp.Submit(chromedp.CSS("#meetings-with"))); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, `document.title.includes("meetings") && document.body.innerText.includes("Sergei Lavrov")`)
	if bad := problems(); len(bad) > 0 {
		t.Errorf("a page complains or leaves the host:\n%s", strings.Join(bad, "\n"))
	}
}
