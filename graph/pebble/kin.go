package pebble

import "bytes"

// An article has an address, and what stands in it alone, its claims and its names of things, has addresses that begin with
// the same hash behind their first word:
//
//	article:qz3zcvtytzhqmoal   local:qz3zcvtytzhqmoal-...   claim:qz3zcvtytzhqmoal-...
//
// They are kin: their nodes begin with the same bytes, so that all of an article stands side by side in the dictionary
// and in the order of subjects. There it is found by the article's label too, and needs no other entry for that.

// familyLen is how many bytes of a node tell its family, behind the class. Two articles of one family are told apart by
// their labels. Six bytes are left for a node of its own: among a thousand kin two are the same once in 500 million articles.
const familyLen = 3

// hashLen is the length of the hash in the addresses of kin: 80 bits as letters and digits, five bits each.
const hashLen = 16

// kinWords begin the addresses of what belongs to one article.
var kinWords = [...]string{"article:", "claim:", "local:"}

// familyOf gives the family of an IRI as encode writes it; false for what is no kin.
func familyOf(b []byte) (of [familyLen]byte, ok bool) {
	if b[0] != classIRI {
		return of, false
	}
	for _, word := range kinWords {
		hash, found := bytes.CutPrefix(b[1:], []byte(word))
		if !found || len(hash) < hashLen || len(hash) > hashLen && hash[hashLen] != '-' {
			continue
		}
		bits := uint64(0)
		for i, c := range hash[:hashLen] {
			five, ok := letter(c)
			if !ok {
				return of, false
			}
			if i < 5 {
				bits = bits<<5 | uint64(five)
			}
		}
		return [familyLen]byte{byte(bits >> 17), byte(bits >> 9), byte(bits >> 1)}, true
	}
	return of, false
}

// letter gives the five bits of a letter or digit of a hash (RFC 4648, base32, in small letters).
func letter(c byte) (five byte, ok bool) {
	switch {
	case 'a' <= c && c <= 'z':
		return c - 'a', true
	case '2' <= c && c <= '7':
		return c - '2' + 26, true
	}
	return 0, false
}

// areKin tells whether two nodes are of one family.
func areKin(a, b node) bool {
	return a[0] == classKin && b[0] == classKin && [familyLen]byte(a[1:]) == [familyLen]byte(b[1:])
}

// kinPrefix begins the keys of all subjects that are kin of a node.
func kinPrefix(dst []byte, n node) []byte {
	return append(append(dst, roomSPO), n[:1+familyLen]...)
}
