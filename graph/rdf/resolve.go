package rdf

import (
	"regexp"
	"strings"
)

// parts takes an address apart as RFC 3986, appendix B, does: scheme, authority,
// path, query, fragment, each with its mark. net/url drops an empty fragment,
// which is what a prefix often ends with.
var parts = regexp.MustCompile(`^([^:/?#]+:)?(//[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$`)

// resolve makes a relative address absolute (RFC 3986, 5.2.2).
func resolve(base, ref string) string {
	b, r := parts.FindStringSubmatch(base), parts.FindStringSubmatch(ref)
	if b == nil || r == nil {
		return ref
	}
	switch {
	case r[1] != "":
		return r[1] + r[2] + dots(r[3]) + r[4] + r[5]
	case r[2] != "":
		return b[1] + r[2] + dots(r[3]) + r[4] + r[5]
	case r[3] == "" && r[4] == "":
		return b[1] + b[2] + b[3] + b[4] + r[5]
	case r[3] == "":
		return b[1] + b[2] + b[3] + r[4] + r[5]
	case strings.HasPrefix(r[3], "/"):
		return b[1] + b[2] + dots(r[3]) + r[4] + r[5]
	case b[2] != "" && b[3] == "":
		return b[1] + b[2] + dots("/"+r[3]) + r[4] + r[5]
	}
	return b[1] + b[2] + dots(b[3][:strings.LastIndexByte(b[3], '/')+1]+r[3]) + r[4] + r[5]
}

// dots takes the segments . and .. out of a path (RFC 3986, 5.2.4).
func dots(path string) string {
	var out []string
	segments := strings.Split(path, "/")
	for i, s := range segments {
		last := i == len(segments)-1
		switch {
		case s == "." || s == "..":
			if s == ".." && len(out) > 1 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	return strings.Join(out, "/")
}
