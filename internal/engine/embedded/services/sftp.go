package services

import (
	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

const (
	runsOnThisMachine = "it would run a program on this machine"
	// noSuchOption is the reason for fields that only Hoody documents.
	noSuchOption = "only Hoody knows what it does with it, and so it cannot be proven here"
)

var sftp = Service{
	Name:      "sftp",
	Addresses: []string{"host"},
	Refuse:    needsSSHWay,
	Unused: map[string]string{
		"ssh":            runsOnThisMachine,
		"server_command": "it would run a program on the server",
		"key":            noSuchOption,
		"passphrase":     noSuchOption,
		"password":       noSuchOption,
	},
	Adjust:  pinHostKey,
	Saw:     hostKeySeen,
	Isolate: withoutAgent,
	Symptoms: []Symptom{
		{Texts: []string{"host key mismatch", "no key is pinned for this algorithm"}, Plain: true, Field: "host_keys",
			What: "The server showed another key than host_keys has",
			Next: "Check that it is your server; then set host_keys to what ssh-keyscan prints of it"},
		{Texts: []string{"couldn't parse host_keys"}, Field: "host_keys",
			What: "host_keys cannot be read",
			Next: "Write each key as ssh-keyscan prints it after the name of the server, such as ssh-ed25519 AAAA…"},
		{Texts: []string{"knownhosts: key mismatch"}, Plain: true, Field: "known_hosts_file",
			What: "The server showed another key than known_hosts_file has",
			Next: "Check that it is your server; then put what ssh-keyscan prints of it into the file"},
		{Texts: []string{"knownhosts: key is unknown"}, Plain: true, Field: "known_hosts_file",
			What: "known_hosts_file does not have the server",
			Next: "Add what ssh-keyscan prints of the server"},
		{Texts: []string{"couldn't parse known_hosts_file"}, Field: "known_hosts_file",
			What: "known_hosts_file cannot be read",
			Next: "Point it at a file as ~/.ssh/known_hosts"},
		{Texts: []string{"no common algorithm for host key"}, OneOf: []string{"host_key_algorithms", "host_keys"},
			What: "The server has no host key of these kinds",
			Next: "Check host_keys and host_key_algorithms: ssh-keyscan prints the keys that the server has"},
		{Texts: []string{"no common algorithm"}, OneOf: []string{"ciphers", "key_exchange", "macs"},
			What: "The server and the configuration have no method in common",
			Next: "Check ciphers, key_exchange and macs; use_insecure_cipher = true offers old ones"},
		{Texts: []string{"this private key is passphrase protected"}, Plain: true, Field: "key_file_pass",
			What: "The private key is encrypted",
			Next: "Set key_file_pass to its passphrase"},
		{Texts: []string{"decryption password incorrect"}, Plain: true, Field: "key_file_pass",
			What: "The passphrase does not decrypt the private key",
			Next: "Set key_file_pass to the passphrase of the key"},
		{Texts: []string{"key is not password protected"}, Plain: true, Field: "key_file_pass",
			What: "The private key is not encrypted",
			Next: "Remove key_file_pass"},
		{Texts: []string{"failed to parse private key file", "pem key not formatted properly"},
			OneOf: []string{"key_pem", "key_file"},
			What:  "The private key cannot be read",
			Next:  "Use the whole private key in PEM, and not the public one"},
		{Texts: []string{"unable to parse cert file", "is not a certificate", "error generating cert signer"},
			OneOf: []string{"pubkey", "pubkey_file"}, Plain: true,
			What: "It is not a certificate, or not that of the private key",
			Next: "Use the file id_…-cert.pub that was signed for this key"},
		{Texts: []string{"attempted methods [none publickey"}, Plain: true,
			What: "The server refused the key for this user, and does not say which of them is wrong",
			Next: "Check user, and that authorized_keys on the server has the public half of the key"},
		{Texts: []string{"attempted methods [none password", "attempted methods [none keyboard"}, Plain: true,
			What: "The server refused user or password, and does not say which of them is wrong",
			Next: "Check user and pass"},
		{Texts: []string{"unable to authenticate, attempted methods"}, Plain: true,
			What: "The server does not offer the way to sign in that the configuration has",
			Next: "Use key_pem where the server takes no passwords, or pass where it takes no keys"},
		{Texts: []string{"subsystem request failed"}, Plain: true, Field: "subsystem",
			What: "The server does not offer SFTP to this user",
			Next: "Allow SFTP on the server, or set subsystem to the name under which it offers it"},
		{Texts: []string{"couldn't connect to ssh-agent", "couldn't read ssh agent signers"}, Field: "key_use_agent",
			What: "No SSH agent answers on this machine",
			Next: "Start one and add the key with ssh-add, or set key_pem"},
		{Texts: []string{"socks connect"}, Field: "socks_proxy",
			What: "The SOCKS proxy does not connect to the server",
			Next: "Check socks_proxy, and that the proxy may connect to host and port"},
		{Texts: []string{"HTTP CONNECT", "failed to connect to proxy"}, Field: "http_proxy",
			What: "The HTTP proxy does not connect to the server",
			Next: "Check http_proxy, and that the proxy may connect to host and port"},
		{Texts: []string{"overflow reading version string", "handshake failed: EOF", "invalid version"},
			Plain: true, Address: true,
			What: "Something answered that does not speak SSH",
			Next: "Check host and port"},
		{Texts: []string{"permission denied"}, Listing: true, Permission: true,
			What: "The user may not list %s"},
		{Texts: []string{"file does not exist"}, Field: engine.VerifyPath, Plain: true,
			What: "There is no such folder",
			Next: "Check verify_path, which begins at the home folder of the user, or create it first"},
	},
}

// needsSSHWay refuses a configuration that names no way to authenticate: rclone would
// use whatever keys this machine's agent holds.
func needsSSHWay(b *catalog.Backend, values catalog.Values) error {
	return needsAWay(b, values, engine.Error{
		Message: "Nothing says how to sign in at the server.",
		Advice:  "Set pass or key_pem; or key_use_agent = true for the keys of this machine's SSH agent.",
	})
}

// plainHostKeys are the kinds of host keys that can be pinned. Certificates cannot.
const plainHostKeys = "ssh-ed25519 ecdsa-sha2-nistp256 ecdsa-sha2-nistp384 ecdsa-sha2-nistp521 " +
	"rsa-sha2-512 rsa-sha2-256 ssh-rsa"

// pinHostKey makes rclone remember the key of a server that is trusted without a
// check, so that it can be shown. It also keeps rclone from running a command on the
// server to find out its shell.
func pinHostKey(values catalog.Values, options configmap.Simple) {
	if options["shell_type"] == "" {
		options["shell_type"] = "none"
	}
	if IsSet(values, "known_hosts_file") || IsSet(values, "host_keys") {
		return
	}
	options["pin_host_key"] = "true"
	if options["host_key_algorithms"] == "" {
		options["host_key_algorithms"] = plainHostKeys
	}
}

// hostKeySeen returns a notice with the key of a server that was trusted without a
// check.
func hostKeySeen(options configmap.Simple) *engine.Notice {
	key := options["host_keys"]
	if options["pin_host_key"] != "true" || key == "" {
		return nil
	}
	return &engine.Notice{
		Summary: "The server's key was not checked",
		Detail: "Nothing says by which key the server is known, so the server that answered got the credentials. " +
			"It showed\n" + key + "\nIf ssh-keyscan prints the same from another network, pin it: host_keys = \"" + key + "\".",
	}
}

// agentSocket names where to find an SSH agent.
const agentSocket = "SSH_AUTH_SOCK"

// withoutAgent hides the machine's agent from a configuration that does not ask for it.
func withoutAgent(options configmap.Simple) (restore func()) {
	if options["key_use_agent"] == "true" {
		return func() {}
	}
	return without(agentSocket)
}
