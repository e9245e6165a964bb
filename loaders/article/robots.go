package article

import (
	"bufio"
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// robots are the rules of a server's robots.txt for one agent (RFC 9309).
type robots struct {
	rules []rule
	delay time.Duration
}

// rule allows or forbids paths: "*" stands for any signs, "$" for the end.
type rule struct {
	path  string
	allow bool
}

// parseRobots reads the groups of the agent, or of all agents where it has none.
func parseRobots(text []byte, agent string) *robots {
	own, all := &robots{}, &robots{}
	var current []*robots
	named, inRules := false, false
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, maxRules+1)
	for lines.Scan() {
		line, _, _ := strings.Cut(strings.TrimPrefix(lines.Text(), "\ufeff"), "#")
		key, value, ok := strings.Cut(line, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if !ok {
			continue
		}
		if key == "user-agent" {
			if inRules {
				current, inRules = nil, false
			}
			switch {
			case value == "*":
				current = append(current, all)
			case strings.EqualFold(product(value), product(agent)):
				current, named = append(current, own), true
			}
			continue
		}
		inRules = inRules || key == "allow" || key == "disallow" || key == "crawl-delay"
		for _, r := range current {
			r.add(key, value)
		}
	}
	if named {
		return own
	}
	return all
}

// product returns the name of an agent without its version.
func product(agent string) string {
	name, _, _ := strings.Cut(agent, "/")
	return strings.TrimSpace(name)
}

func (r *robots) add(key, value string) {
	switch key {
	case "allow", "disallow":
		if value != "" {
			r.rules = append(r.rules, rule{value, key == "allow"})
		}
	case "crawl-delay":
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 && seconds < 1e6 {
			r.delay = time.Duration(seconds * float64(time.Second))
		}
	}
}

// allows reports whether the longest rule that fits an address allows it; of two of
// one length the one that allows.
func (r *robots) allows(u *url.URL) bool {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	best, allowed := -1, true
	for _, rule := range r.rules {
		if rule.fits(path) && (len(rule.path) > best || len(rule.path) == best && rule.allow) {
			best, allowed = len(rule.path), rule.allow
		}
	}
	return allowed || path == "/robots.txt"
}

// fits reports whether a path begins as the rule says. Each piece between two "*" is
// looked for as early as it can stand.
func (r rule) fits(path string) bool {
	pattern, end := strings.CutSuffix(r.path, "$")
	pieces := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, pieces[0]) {
		return false
	}
	rest := path[len(pieces[0]):]
	for i, piece := range pieces[1:] {
		if end && i == len(pieces)-2 {
			return strings.HasSuffix(rest, piece)
		}
		at := strings.Index(rest, piece)
		if at < 0 {
			return false
		}
		rest = rest[at+len(piece):]
	}
	return !end || rest == ""
}
