package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

// What stands in for what October withdrew.
const (
	keyInstead     = "Put the key itself into `key_pem`."
	hostKeyInstead = "Put the server's key into `host_keys`."
	nothingInstead = "Nothing takes its place."
)

var sftp = catalog.Backend{
	Name:     "sftp",
	Title:    "SFTP",
	Category: catalog.FileProtocols,
	Doc: "A folder on a server that speaks SFTP, which every SSH server does: a machine of yours, a NAS, or an account " +
		"at a hosting company.",
	Since:    catalog.August,
	Synonyms: []string{"ssh"}, // as October lists it
	Fields: []catalog.Field{
		parts.AskPassword,
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "32768", Least: 1,
			Doc: "Maximum number of bytes of a file in one packet. Every server takes the default; OpenSSH takes up to 255 KiB, which is " +
				"faster over long distances.",
		},
		{
			Name: "ciphers", Kind: catalog.Words, Unset: true,
			Doc: "Ciphers to offer, with spaces between them and the best one first, such as `aes256-ctr aes128-ctr`, for a " +
				"server that has none of the usual ones.",
		},
		{
			Name: "concurrency", Group: catalog.Transfer, Kind: catalog.Int, Default: 64, Least: 1,
			Doc: "Number of packets of one file that may be on their way at once. More is faster over long distances and " +
				"holds more memory.",
		},
		{
			Name: "connections", Kind: catalog.Int,
			Doc: "Maximum number of connections to the server, for a server that limits them. `0` sets no limit. Too few can " +
				"stop work that needs several at the same time.",
		},
		{
			Name: "copy_is_hardlink", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Copies a file on the server by a hard link: both names are one file from then on. SFTP has no copy of its own.",
		},
		parts.Description,
		{
			Name: "disable_concurrent_reads", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Waits for each packet of a file before asking for the next, for a server that limits how often a file may " +
				"be read. Reading is slower.",
		},
		{
			Name: "disable_concurrent_writes", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Waits for each packet of a file before sending the next, for a server that cannot write them in any order. " +
				"Writing is slower.",
		},
		{
			Name: "disable_hashcheck", Kind: catalog.Bool,
			Doc: "Runs no commands on the server to find out whether it can calculate checksums, for an account without a shell.",
		},
		parts.Host("Name or address of the server, without a scheme and without a port."),
		{
			Name: "host_key_algorithms", Group: catalog.Authentication, Kind: catalog.Words, Unset: true,
			Doc: "Kinds of host keys to accept, with spaces between them and the best one first, such as `ssh-ed25519`.",
		},
		parts.IdleTimeout,
		{
			Name: "key_exchange", Kind: catalog.Words, Unset: true,
			Doc: "Key exchange methods to offer, with spaces between them and the best one first, for a server that has none " +
				"of the usual ones.",
		},
		{
			Name: "key_file", Group: catalog.Authentication, Kind: catalog.File,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: keyInstead},
			Doc: "Path, on the machine where the engine runs, of the file with the private key. `~` is the home folder of " +
				"the user that the engine runs as. `key_pem` takes the key itself.",
		},
		{
			Name: "key_file_pass", Group: catalog.Authentication, Secret: true, Rotates: true, RotatesSince: catalog.October,
			Doc: "Passphrase of the private key in `key_pem` or `key_file`, in plain text, where the key is encrypted.",
		},
		{
			Name: "key_pem", Group: catalog.Authentication, Kind: catalog.PEM, Secret: true, Rotates: true, RotatesSince: catalog.October,
			Doc: "Private key in PEM, as a file has it: `file(\"id_ed25519\")` or a variable. It is sent in one line, with " +
				"`\\n` for the breaks, and may be written like that too.",
		},
		{
			Name: "key_use_agent", Group: catalog.Authentication, Kind: catalog.Bool,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: keyInstead},
			Doc: "Signs in with the keys that an SSH agent holds where the engine runs (`SSH_AUTH_SOCK`). Only then is the " +
				"agent asked.",
		},
		{
			Name: "known_hosts_file", Group: catalog.Authentication, Kind: catalog.File,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: hostKeyInstead},
			Doc: "Path, on the machine where the engine runs, of a file as `~/.ssh/known_hosts`, which must have the server's " +
				"key. `host_keys` takes the key itself.",
		},
		{
			Name: "macs", Kind: catalog.Words, Unset: true,
			Doc: "Message authentication codes to offer, with spaces between them and the best one first, for a server that " +
				"has none of the usual ones.",
		},
		{
			Name: "md5sum_command", Free: true, Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: nothingInstead},
			Doc: "Command on the server that prints the MD5 checksum of a file. Empty looks for one of the usual ones.",
		},
		{
			Name: "pass", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Password of `user`, in plain text. It also answers a server that asks for it as a question (keyboard-interactive).",
		},
		{
			Name: "path_override",
			Doc: "Where commands on the server find the files, if that is not where SFTP does, such as `/volume1` on a NAS. " +
				"With `@` before it the path of a file is added to it.",
		},
		parts.Port(22, "Port on which the SSH server listens."),
		{
			Name: "pubkey", Group: catalog.Authentication,
			Doc: "Certificate that an authority of the server has signed for the key in `key_pem` or `key_file`, as the one " +
				"line of `id_ed25519-cert.pub`. It is no secret.",
		},
		{
			Name: "pubkey_file", Group: catalog.Authentication, Kind: catalog.File,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Put the certificate itself into `pubkey`."},
			Doc:       "Path, on the machine where the engine runs, of the file with such a certificate. `pubkey` takes the certificate itself.",
		},
		{
			Name: "server_command", Free: true,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Let the server offer SFTP as a subsystem."},
			Doc:       "Command that is run on the server to speak SFTP, in place of its subsystem.",
		},
		{
			Name: "set_env", Kind: catalog.Words, Unset: true, Carries: true,
			Doc: "Environment variables for the session on the server, as `NAME=value` with spaces between them. The server " +
				"must allow them.",
		},
		{
			Name: "set_modtime", Group: catalog.Transfer, Kind: catalog.Bool, Default: true,
			Doc: "Sets the modification times of files on the server to those of the originals, which some accounts may not do.",
		},
		{
			Name: "sha1sum_command", Free: true, Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: nothingInstead},
			Doc: "Command on the server that prints the SHA-1 checksum of a file. Empty looks for one of the usual ones.",
		},
		{
			Name: "shell_type", Known: []string{"none", "unix", "powershell", "cmd"},
			Doc: "Shell of the account on the server, for checksums and free space. Empty runs a command there to find out; " +
				"`none` never runs one. Verifying never asks.",
		},
		{
			Name: "skip_links", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Leaves out symbolic links, and whatever else is neither a file nor a folder.",
		},
		parts.SocksProxy,
		{
			Name: "ssh", Kind: catalog.Words, Unset: true, Carries: true,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Set `host`, `user` and a credential."},
			Doc:       "An SSH program, and its arguments with spaces between them, that connects where the engine runs. It then connects to its own host, as its own user. The embedded engine runs no such program.",
		},
		{
			Name: "subsystem", Default: "sftp",
			Doc: "Name under which the server offers SFTP. Hardly any server has another.",
		},
		{
			Name: "use_fstat", Kind: catalog.Bool,
			Doc: "Asks for the size of a file after opening it and not before, for a server that counts open files or makes " +
				"them on demand.",
		},
		{
			Name: "use_insecure_cipher", Kind: catalog.Bool,
			Doc: "Offers ciphers and key exchange methods that are known to be weak, for old servers. It does not go together " +
				"with `ciphers` and `key_exchange`.",
		},
		parts.User(catalog.October, "Account on the server that signs in."),
		{
			Name: "encoding", Kind: catalog.Encoding, Default: "33652738", Since: catalog.October,
			Doc: "Characters of file names that the server cannot store as they are and that are replaced by look-alikes, as a " +
				"decimal bit mask or as names.",
		},
		{
			Name: "hashes", Kind: catalog.List, Since: catalog.October,
			Doc: "Checksums that the server can calculate, with commas between them, such as `md5,sha1`, so that Hoody need not find out. Empty finds out by trying.",
		},
		{
			Name: "host_keys", Group: catalog.Authentication, Kind: catalog.List, Since: catalog.October,
			Doc: "Keys by which the server is known, with commas between them, each as `ssh-keyscan` prints it after the name: " +
				"`ssh-ed25519 AAAA…`. Another key is refused before the password is sent.",
		},
		parts.HTTPProxy,
		{
			Name: "key", Group: catalog.Authentication, Secret: true, Rotates: true, Since: catalog.October, Unset: true,
			Doc: "Credential that Hoody documents by this name alone. Use `key_pem`, which is understood everywhere; the " +
				"embedded engine cannot prove this one.",
		},
		{
			Name: "passphrase", Group: catalog.Authentication, Secret: true, Rotates: true, Since: catalog.October, Unset: true,
			Doc: "Credential that Hoody documents by this name alone. Use `key_file_pass`, which is understood everywhere; the " +
				"embedded engine cannot prove this one.",
		},
		{
			Name: "password", Group: catalog.Authentication, Secret: true, Rotates: true, Since: catalog.October, Unset: true,
			Doc: "Credential that Hoody documents by this name alone. Use `pass`, which is understood everywhere; the " +
				"embedded engine cannot prove this one.",
		},
		{
			Name: "pin_host_key", Group: catalog.Authentication, Kind: catalog.Bool, Since: catalog.October,
			Doc: "Trusts anyone who answers first and remembers that key. It is no protection the first time: `host_keys` is better.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"pass"}, With: []string{"user"},
			Doc: "The password of an account on the server.",
		},
		{
			Name: "Private key", Fields: []string{"key_pem"}, With: []string{"user", "key_file_pass", "pubkey", "pubkey_file", "pass"},
			Doc: "A key whose public half is in `authorized_keys`, and a password as well where the server wants both.",
		},
		{
			Name: "Private key from a file", Fields: []string{"key_file"},
			With: []string{"user", "key_file_pass", "pubkey", "pubkey_file", "pass", "key_use_agent"},
			Doc:  "The same with a file on the machine where the engine runs.",
		},
		{
			Name: "SSH agent", Fields: []string{"key_use_agent"}, With: []string{"user", "pass"},
			Doc: "A key that an agent holds on the machine where the engine runs.",
		},
		{
			Name: "Credentials by their other names", Besides: true, With: []string{"password", "key", "passphrase"},
			Doc: "Added in version 2026-10 of Hoody, whose documentation does not say what they are for.",
		},
	},
	Rules: slices.Concat(parts.AskPasswordRules, parts.ProxyRules, []catalog.Rule{
		{AnyOf: []string{"host_keys", "known_hosts_file"}, Warns: true,
			Because: "Without a key by which the server is known, anyone who answers gets the password."},
		{If: "key_file_pass", AnyOf: []string{"key_pem", "key_file"}, Because: "It is the passphrase of a key."},
		{If: "pubkey", AnyOf: []string{"key_pem", "key_file"}, Because: "It is the certificate of a key."},
		{If: "pubkey_file", AnyOf: []string{"key_pem", "key_file"}, Because: "It is the certificate of a key."},
		{OnlyOne: []string{"pubkey", "pubkey_file"}, Because: "They are one certificate, as text and in a file."},
		{OnlyOne: []string{"use_insecure_cipher", "ciphers"}, Because: "Either says which ciphers are offered."},
		{OnlyOne: []string{"use_insecure_cipher", "key_exchange"}, Because: "Either says which key exchange methods are offered."},
		{If: "pin_host_key", Without: []string{"known_hosts_file"}, Because: "The file says which keys to trust."},
	}),
	Verified: "The server's key is compared with `host_keys` or `known_hosts_file`, then it signs in, and lists the home folder or " +
		"`verify_path`. No command is run on the server. Without a key to compare, the warning has the one that the server " +
		"showed, so that it can be pinned.",
}
