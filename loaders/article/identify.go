package article

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
)

// Identify returns the id by which the world knows the article: its canonical
// URL, else the source's own id, else "digest:" and 80 bits of a digest of
// publisher, day and title. An article without a title is known by its text.
func Identify(a Article, sourceID string) string {
	if u := CanonicalURL(a.URL); u != "" {
		return u
	}
	if sourceID != "" {
		return sourceID
	}
	name := a.Title
	if name == "" {
		name = a.Text
	}
	sum := sha256.Sum256([]byte(a.Publisher + "\n" + string(a.Published) + "\n" + name))
	return "digest:" + hex.EncodeToString(sum[:10])
}

// CanonicalURL returns an absolute http or https address in one form: host in
// small letters, no default port, no fragment, no words of advertisers in the
// query, which is sorted. It returns "" for anything else.
func CanonicalURL(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	u.Host = strings.ToLower(u.Host)
	if u.Scheme == "http" {
		u.Host = strings.TrimSuffix(u.Host, ":80")
	} else {
		u.Host = strings.TrimSuffix(u.Host, ":443")
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	if u.Path == "/" {
		u.Path = ""
	}
	query := u.Query()
	for key := range query {
		if strings.HasPrefix(key, "utm_") || key == "fbclid" || key == "gclid" {
			query.Del(key)
		}
	}
	u.RawQuery = query.Encode()
	return u.String()
}
