package article

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Client fetches articles from the web as a polite guest: one request at a time,
// with a pause between two to the same host, and none that robots.txt forbids.
// Addresses of the own machine and of private networks are refused, also when a
// name or a redirect leads there. It uses no proxy. The zero value is ready.
type Client struct {
	// Private allows addresses of the own machine and of private networks.
	Private bool
	// Agent is the name by which the client calls itself and finds itself in
	// robots.txt; "entente" when empty.
	Agent string
	// Pause is the least time between two requests to a host; a second when 0.
	// robots.txt can ask for more, up to 30 seconds.
	Pause time.Duration
	// Timeout bounds one request with its answer; 30 seconds when 0.
	Timeout time.Duration
	// MaxBytes bounds an answer, unpacked; 32 MiB when 0.
	MaxBytes int64

	mu    sync.Mutex
	http  *http.Client
	hosts map[string]*host
}

// Page is what a server answered.
type Page struct {
	URL     string // after redirects
	Media   string // its Content-Type
	Charset string // as the Content-Type gives it, or ""
	Body    []byte
}

// ErrRefused is wrapped by an error about an address that is not fetched: robots.txt
// forbids it, or it leads into a private network.
var ErrRefused = errors.New("not fetched")

// host is what is known of a server.
type host struct {
	robots *robots
	last   time.Time // of the last request
}

const (
	maxHops  = 5
	maxPause = 30 * time.Second
	maxRules = 512 << 10 // bytes of robots.txt
)

// Fetch gets an http or https address. Redirects are followed, each held against
// robots.txt. The error, of type *Error, names the address.
func (c *Client) Fetch(ctx context.Context, address string) (*Page, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ready()
	next := address
	for range maxHops + 1 {
		u, err := url.Parse(next)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" {
			return nil, whole(address, "no address of the web", "give one that begins with https://", err)
		}
		u.User, u.Fragment = nil, ""
		page, where, err := c.hop(ctx, u)
		if err != nil {
			return nil, whole(address, "cannot be fetched", remedyOf(err), err)
		}
		if page != nil {
			return page, nil
		}
		next = where
	}
	return nil, whole(address, fmt.Sprintf("more than %d redirects", maxHops), "give the last address", nil)
}

func remedyOf(err error) string {
	if errors.Is(err, ErrRefused) {
		return "save the page by hand if you may"
	}
	return "try again later"
}

func (c *Client) ready() {
	if c.http != nil {
		return
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: c.guard}
	c.hosts = map[string]*host{}
	c.http = &http.Client{
		Timeout: or(c.Timeout, 30*time.Second),
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, MaxResponseHeaderBytes: 1 << 18,
			MaxIdleConns: 8, IdleConnTimeout: 30 * time.Second, ForceAttemptHTTP2: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func or[T comparable](value, otherwise T) T {
	if zero := *new(T); value == zero {
		return otherwise
	}
	return value
}

// guard looks at the address that a name led to, before the connection: what a name
// means can change between a check and its use.
func (c *Client) guard(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if !c.Private && !public(at.Addr()) {
		return fmt.Errorf("%w: %s is no public address", ErrRefused, at.Addr())
	}
	return nil
}

// inner are networks that are not the public one and that netip does not name: of
// carriers, of tests and documents, of the future, and those that wrap an address of
// the older protocol in one of the newer.
var inner = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("100::/64"), netip.MustParsePrefix("::/96"), netip.MustParsePrefix("fec0::/10"),
}

// public reports whether an address is of the public network.
func public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, network := range inner {
		if network.Contains(a) {
			return false
		}
	}
	return true
}

// hop makes one request. It gives a page, or where the server says to go.
func (c *Client) hop(ctx context.Context, u *url.URL) (*Page, string, error) {
	h, err := c.host(ctx, u)
	if err != nil {
		return nil, "", err
	}
	if !h.robots.allows(u) {
		return nil, "", fmt.Errorf("%w: robots.txt of %s forbids it", ErrRefused, u.Host)
	}
	answer, err := c.get(ctx, u, h, or(c.MaxBytes, 32<<20))
	if err != nil {
		return nil, "", err
	}
	switch {
	case answer.status >= 300 && answer.status < 400 && answer.location != "":
		where, err := u.Parse(answer.location)
		if err != nil {
			return nil, "", fmt.Errorf("a redirect to nowhere: %w", err)
		}
		return nil, where.String(), nil
	case answer.status != http.StatusOK:
		return nil, "", fmt.Errorf("the server answers %d %s%s", answer.status, http.StatusText(answer.status), answer.retry)
	}
	charset, ok := readable(answer.media)
	if !ok && !strings.HasPrefix(answer.media, "application/") {
		return nil, "", fmt.Errorf("of type %q, not an article", answer.media)
	}
	return &Page{URL: u.String(), Media: answer.media, Charset: charset, Body: answer.body}, "", nil
}

// answer is what a server sent.
type answer struct {
	status                 int
	media, location, retry string
	body                   []byte
}

// get makes a request after the pause that is due.
func (c *Client) get(ctx context.Context, u *url.URL, h *host, most int64) (*answer, error) {
	if err := c.wait(ctx, h); err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", or(c.Agent, "entente")+"/1.0 (reader of news)")
	request.Header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.5")
	request.Header.Set("Accept-Language", "en")
	response, err := c.http.Do(request)
	h.last = time.Now()
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err // the address is named already
		}
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(body)) > most {
		return nil, fmt.Errorf("larger than %d bytes", most)
	}
	a := &answer{status: response.StatusCode, media: response.Header.Get("Content-Type"), location: response.Header.Get("Location"), body: body}
	if after := response.Header.Get("Retry-After"); after != "" {
		a.retry = ", try again after " + oneLine(printable(after))
	}
	return a, nil
}

// wait lasts until the host may be asked again.
func (c *Client) wait(ctx context.Context, h *host) error {
	pause := or(c.Pause, time.Second)
	if h.robots != nil {
		pause = max(pause, h.robots.delay)
	}
	timer := time.NewTimer(time.Until(h.last.Add(min(pause, maxPause))))
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// host gives what is known of a server, with its robots.txt. A server without one
// allows all; one that fails to answer, nothing (RFC 9309).
func (c *Client) host(ctx context.Context, u *url.URL) (*host, error) {
	key := u.Scheme + "://" + strings.ToLower(u.Host)
	if h := c.hosts[key]; h != nil {
		return h, nil
	}
	h := &host{}
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	rules, err := c.rules(ctx, at, h)
	if err != nil {
		return nil, fmt.Errorf("robots.txt: %w", err)
	}
	h.robots = rules
	c.hosts[key] = h
	return h, nil
}

func (c *Client) rules(ctx context.Context, at *url.URL, h *host) (*robots, error) {
	for range maxHops + 1 {
		answer, err := c.get(ctx, at, h, maxRules)
		switch {
		case err != nil:
			return nil, err
		case answer.status >= 300 && answer.status < 400 && answer.location != "":
			if at, err = at.Parse(answer.location); err != nil {
				return &robots{}, nil
			}
		case answer.status >= 500 || answer.status == http.StatusTooManyRequests:
			return nil, fmt.Errorf("%w: the server answers %d", ErrRefused, answer.status)
		case answer.status != http.StatusOK:
			return &robots{}, nil
		default:
			return parseRobots(answer.body, or(c.Agent, "entente")), nil
		}
	}
	return &robots{}, nil
}

// fetched gives the articles behind an address.
func (o Options) fetched(ctx context.Context, address string, yield func(Found, error) bool) bool {
	if o.Net == nil {
		return yield(Found{Name: address}, whole(address, "an address of the web", "allow it with --allow-net", ErrRefused))
	}
	page, err := o.Net.Fetch(ctx, address)
	if err != nil {
		return yield(Found{Name: address}, err)
	}
	in := o.input(address, bytes.NewReader(page.Body))
	in.charset, in.url = page.Charset, page.URL
	for a, err := range o.inEnglish(address, in.articles(ctx)) {
		if !yield(Found{Name: address, Article: a}, err) {
			return false
		}
	}
	return true
}
