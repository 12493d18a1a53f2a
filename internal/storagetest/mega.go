package storagetest

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

const (
	megaUser       = "curator@example.com"
	megaTwoFactor  = "director@example.com"
	megaPassword   = "a-password-for-mega"
	megaRoot       = "ROOT0000"
	megaRubbishBin = "RUBBISH0"
)

// Mega is an account at MEGA. It follows what MEGA's own clients say with its API: a
// sign-in that proves the password by a key made of it, and names and contents that only
// the account can read. The host is fixed, so it is reached through Env.
func Mega(ctx context.Context) (*Service, error) {
	return start(ctx, "mega", func(s *Service) error {
		s.Values = map[string]any{"user": megaUser, "pass": megaPassword}
		s.Wrong = []Wrong{
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
			change("wrong password", "pass", "wrong-password", ""),
			change("unknown user", "user", "nobody@example.com", ""),
			change("second factor", "user", megaTwoFactor, "user"),
		}
		m, err := newMega(s.store)
		if err != nil {
			return err
		}
		transfers := http.NewServeMux()
		transfers.HandleFunc("GET /{handle}/{range}", m.download)
		transfers.HandleFunc("POST /upload/{from}", m.upload)
		if m.transfers, err = s.serve(transfers); err != nil {
			return err
		}
		api := http.NewServeMux()
		api.HandleFunc("POST /cs", m.command)
		api.HandleFunc("POST /sc", func(w http.ResponseWriter, _ *http.Request) {
			answerJSON(w, http.StatusOK, map[string]string{"w": "https://g.api.mega.co.nz/wait"})
		})
		api.HandleFunc("GET /wait", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
		return s.impersonate(api, "g.api.mega.co.nz")
	})
}

// A megaAccount is one account. The handle of a file or a folder is its path in base64.
type megaAccount struct {
	*store
	transfers string
	// salt and derived are of the password: half of derived encrypts the master key, and
	// half signs in.
	salt, derived, master []byte
	session               string
	// privk and csid are the private key, encrypted, and the session for its public half.
	privk, csid []byte

	mu      sync.Mutex
	pending string // what was uploaded and has no name yet
}

func newMega(files *store) (*megaAccount, error) {
	m := &megaAccount{store: files, salt: []byte("a salt of MEGA  "), master: []byte("the master key 1")}
	var err error
	if m.derived, err = pbkdf2.Key(sha512.New, megaPassword, m.salt, 100_000, 2*aes.BlockSize); err != nil {
		return nil, err
	}
	p, err := rand.Prime(rand.Reader, 256)
	if err != nil {
		return nil, err
	}
	q, err := rand.Prime(rand.Reader, 256)
	if err != nil {
		return nil, err
	}
	one, e := big.NewInt(1), big.NewInt(65537)
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	d := new(big.Int).ModInverse(e, phi)
	if d == nil {
		return newMega(files) // of one pair of primes in 32,000
	}
	id := []byte("a session of MEGA that only the key tells 1")
	m.session = base64.RawURLEncoding.EncodeToString(id)
	m.csid = megaMPI(new(big.Int).Exp(new(big.Int).SetBytes(id), e, new(big.Int).Mul(p, q)))
	m.privk = megaBlocks(m.master, slices.Concat(megaMPI(p), megaMPI(q), megaMPI(d)), cipher.Block.Encrypt)
	return m, nil
}

// megaMPI returns a number with its length in bits.
func megaMPI(n *big.Int) []byte {
	return slices.Concat([]byte{byte(n.BitLen() >> 8), byte(n.BitLen())}, n.Bytes())
}

// megaBlocks encrypts or decrypts whole blocks, each by itself.
func megaBlocks(key, text []byte, crypt func(cipher.Block, []byte, []byte)) []byte {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic("a key of this package has the wrong length: " + err.Error())
	}
	out := slices.Concat(text, make([]byte, -len(text)&(aes.BlockSize-1)))
	for i := 0; i < len(out); i += aes.BlockSize {
		crypt(block, out[i:], out[i:i+aes.BlockSize])
	}
	return out
}

func megaBase64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// xor returns what two texts of the same length differ in.
func xor(a, b []byte) []byte {
	out := slices.Clone(a)
	for i := range out {
		out[i] ^= b[i]
	}
	return out
}

// A megaKey is that of a file: what encrypts it, a nonce, and a checksum of what it
// encrypts.
type megaKey struct{ key, nonce, sum []byte }

// megaKeyOf returns a key for a text. Its first parts do not matter here.
func megaKeyOf(text string) megaKey {
	k := megaKey{key: []byte("a key of a file "), nonce: []byte("a nonce ")}
	block, _ := aes.NewCipher(k.key)
	padded := slices.Concat([]byte(text), make([]byte, -len(text)&(aes.BlockSize-1)))
	sum := slices.Concat(k.nonce, k.nonce)
	for i := 0; i < len(padded); i += aes.BlockSize {
		block.Encrypt(sum, xor(sum, padded[i:i+aes.BlockSize]))
	}
	block.Encrypt(sum, sum)
	k.sum = slices.Concat(xor(sum[:4], sum[4:8]), xor(sum[8:12], sum[12:]))
	return k
}

// whole returns the key as it is stored: folded, so that no part alone is of use.
func (k megaKey) whole() []byte {
	rest := slices.Concat(k.nonce, k.sum)
	return slices.Concat(xor(k.key, rest), rest)
}

// crypt encrypts and decrypts.
func (k megaKey) crypt(text []byte) []byte {
	block, _ := aes.NewCipher(k.key)
	out := make([]byte, len(text))
	cipher.NewCTR(block, slices.Concat(k.nonce, make([]byte, 8))).XORKeyStream(out, text)
	return out
}

// megaAttributes returns the name of a file or a folder, encrypted.
func megaAttributes(key []byte, name string) string {
	document, _ := json.Marshal(map[string]string{"n": name})
	text := slices.Concat([]byte("MEGA"), document)
	text = slices.Concat(text, make([]byte, -len(text)&(aes.BlockSize-1)))
	block, _ := aes.NewCipher(key)
	cipher.NewCBCEncrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(text, text)
	return megaBase64(text)
}

// megaName returns the name in such attributes.
func megaName(key []byte, attributes string) string {
	text, err := base64.RawURLEncoding.DecodeString(attributes)
	if err != nil || len(text)%aes.BlockSize != 0 {
		return ""
	}
	block, _ := aes.NewCipher(key)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(text, text)
	var named struct{ N string }
	_ = json.Unmarshal([]byte(strings.TrimRight(strings.TrimPrefix(string(text), "MEGA"), "\x00")), &named)
	return named.N
}

// A megaCommand is one request.
type megaCommand struct {
	A, User, Uh, Mfa, N, T string
	S                      int64
}

type megaNode struct {
	H, A, K string
	T       int
}

func (m *megaAccount) command(w http.ResponseWriter, r *http.Request) {
	var commands []json.RawMessage
	var c megaCommand
	body, _ := io.ReadAll(r.Body)
	if json.Unmarshal(body, &commands) != nil || len(commands) != 1 {
		megaRefuse(w, -2)
		return
	}
	var named struct{ A string }
	_ = json.Unmarshal(commands[0], &named)
	if named.A == "p" {
		m.finish(w, r, commands[0])
		return
	}
	_ = json.Unmarshal(commands[0], &c)
	switch isIn := r.URL.Query().Get("sid") == m.session; {
	case c.A == "us0":
		answerJSON(w, http.StatusOK, []any{map[string]any{"v": 2, "s": megaBase64(m.salt)}})
	case c.A == "us":
		m.signIn(w, c)
	case !isIn:
		megaRefuse(w, -15)
	case c.A == "f":
		answerJSON(w, http.StatusOK, []any{map[string]any{"f": m.nodes(), "ok": []any{}, "sn": "AAAAAAAAAAA"}})
	case c.A == "g":
		m.downloadLink(w, c.N)
	case c.A == "u" && m.denies(Writing), c.A == "d" && m.denies(Removing):
		megaRefuse(w, -11)
	case c.A == "u":
		answerJSON(w, http.StatusOK, []any{map[string]string{"p": m.transfers + "/upload"}})
	case c.A == "d" && m.remove(megaPath(c.N)):
		megaRefuse(w, 0)
	default:
		megaRefuse(w, -9)
	}
}

// megaRefuse answers with a number; zero is not a refusal.
func megaRefuse(w http.ResponseWriter, code int) { answerJSON(w, http.StatusOK, []int{code}) }

func (m *megaAccount) signIn(w http.ResponseWriter, c megaCommand) {
	switch isRight := c.Uh == megaBase64(m.derived[aes.BlockSize:]); {
	case !isRight || c.User != megaUser && c.User != megaTwoFactor:
		megaRefuse(w, -9)
	case c.User == megaTwoFactor:
		megaRefuse(w, -26)
	default:
		answerJSON(w, http.StatusOK, []any{map[string]any{
			"k":     megaBase64(megaBlocks(m.derived[:aes.BlockSize], m.master, cipher.Block.Encrypt)),
			"privk": megaBase64(m.privk), "csid": megaBase64(m.csid), "u": "curator0000",
		}})
	}
}

// megaHandle returns the handle of a path, and megaPath the path of a handle.
func megaHandle(name string) string {
	if name == "." {
		return megaRoot
	}
	return megaBase64([]byte(name))
}

func megaPath(handle string) string {
	if handle == megaRoot {
		return ""
	}
	name, _ := base64.RawURLEncoding.DecodeString(handle)
	return string(name)
}

// nodes returns all files and folders, the outer ones first.
func (m *megaAccount) nodes() []any {
	all := []any{
		map[string]any{"h": megaRoot, "t": 2, "u": "curator0000", "ts": fileTime.Unix()},
		map[string]any{"h": megaRubbishBin, "t": 4, "u": "curator0000", "ts": fileTime.Unix()},
	}
	var walk func(folder string)
	walk = func(folder string) {
		for _, e := range m.list(folder) {
			name := path.Join(folder, e.Name())
			if e.IsDir() {
				all = append(all, m.folder(name))
				walk(name)
			} else if text, found := m.open(name); found {
				all = append(all, m.file(name, text))
			}
		}
	}
	walk("")
	return all
}

func (m *megaAccount) node(name string, kind int, key, whole []byte, size int) map[string]any {
	return map[string]any{
		"h": megaHandle(name), "p": megaHandle(path.Dir(name)), "u": "curator0000",
		"t": kind, "s": size, "ts": fileTime.Unix(),
		"a": megaAttributes(key, path.Base(name)),
		"k": "curator0000:" + megaBase64(megaBlocks(m.master, whole, cipher.Block.Encrypt)),
	}
}

func (m *megaAccount) folder(name string) any {
	key := []byte("a key of a folder"[:aes.BlockSize])
	return m.node(name, 1, key, key, 0)
}

func (m *megaAccount) file(name, text string) any {
	k := megaKeyOf(text)
	return m.node(name, 0, k.key, k.whole(), len(text))
}

func (m *megaAccount) downloadLink(w http.ResponseWriter, handle string) {
	text, found := m.open(megaPath(handle))
	switch {
	case m.denies(Reading):
		megaRefuse(w, -11)
	case !found:
		megaRefuse(w, -9)
	default:
		answerJSON(w, http.StatusOK, []any{map[string]any{
			"g": m.transfers + "/" + handle, "s": len(text),
			"at": megaAttributes(megaKeyOf(text).key, path.Base(megaPath(handle))),
		}})
	}
}

func (m *megaAccount) download(w http.ResponseWriter, r *http.Request) {
	text, _ := m.open(megaPath(r.PathValue("handle")))
	from, to, _ := strings.Cut(r.PathValue("range"), "-")
	first, _ := strconv.Atoi(from)
	last, err := strconv.Atoi(to)
	if encrypted := megaKeyOf(text).crypt([]byte(text)); err == nil && first <= last && last < len(encrypted) {
		answer(w, http.StatusOK, "application/octet-stream", string(encrypted[first:last+1]))
		return
	}
	answer(w, http.StatusRequestedRangeNotSatisfiable, "text/plain", "")
}

// upload takes what a file holds, encrypted, before its name.
func (m *megaAccount) upload(w http.ResponseWriter, r *http.Request) {
	text, _ := io.ReadAll(r.Body)
	m.mu.Lock()
	m.pending = string(text)
	m.mu.Unlock()
	answer(w, http.StatusOK, "text/plain", "a-handle-of-an-upload")
}

// finish gives a name to what was uploaded. As the account it can read both.
func (m *megaAccount) finish(w http.ResponseWriter, r *http.Request, command json.RawMessage) {
	var c struct {
		T string
		N []megaNode
	}
	if json.Unmarshal(command, &c) != nil || len(c.N) != 1 || r.URL.Query().Get("sid") != m.session {
		megaRefuse(w, -15)
		return
	}
	whole, _ := base64.RawURLEncoding.DecodeString(c.N[0].K)
	if len(whole) != 2*aes.BlockSize || c.N[0].H != "a-handle-of-an-upload" {
		megaRefuse(w, -2)
		return
	}
	whole = megaBlocks(m.master, whole, cipher.Block.Decrypt)
	k := megaKey{key: xor(whole[:16], whole[16:]), nonce: whole[16:24]}
	name := path.Join(megaPath(c.T), megaName(k.key, c.N[0].A))
	m.mu.Lock()
	text := string(k.crypt([]byte(m.pending)))
	m.mu.Unlock()
	m.put(name, text)
	answerJSON(w, http.StatusOK, []any{map[string]any{"f": []any{m.file(name, text)}}})
}
