package storagetest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"sync"
)

// rsaKeys are an account's key and a stranger's. They are made once,
// because RSA keys cost far more than everything else here.
var rsaKeys = sync.OnceValues(func() (keys [2]*rsa.PrivateKey, err error) {
	for i := range keys {
		if keys[i], err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
			return keys, err
		}
	}
	return keys, nil
})

// readJWT reads the header and the claims of a token (RFC 7519). What it returns says
// whether the holder of a key has signed it with RS256.
func readJWT(token string, header, claims any) (isSigned func(*rsa.PublicKey) bool, ok bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 || decodeSegment(parts[0], header) != nil || decodeSegment(parts[1], claims) != nil {
		return nil, false
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	return func(key *rsa.PublicKey) bool {
		return err == nil && rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature) == nil
	}, true
}

func decodeSegment(segment string, into any) error {
	b, err := base64.RawURLEncoding.DecodeString(segment)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, into)
}
