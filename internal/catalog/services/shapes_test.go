package services_test

import (
	"slices"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// What people paste into the wrong field, with what only the service has in common.
func TestWhatIsPasted(t *testing.T) {
	t.Parallel()
	type values = catalog.Values
	const (
		asPEM = "-----BEGIN PRIVATE KEY-----\\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\\n-----END PRIVATE KEY-----\\n"
		sas   = "https://a.blob.core.windows.net/?sv=2024-11-04&ss=b&sp=rl&se=2040-01-01T00:00:00Z"
	)
	const ( // the address of a satellite, a macaroon and no encryption; and the macaroon alone
		storjGrant = "1BXuMEo2uzK64UxgCRm53asMYSgvgamnX5V6ehJ9R5NXP1wVRrUuG4AC1BeBrNbMKZkSQVtXc9dJU7QyD5qFB9R3kQPkybqQXtYZKwsUUAJFaWYFE8NPuaozpJWk7ijBH"
		storjKey   = "1NKZ9yxjCHrknFu4KyMvuZ1HD4"
	)
	cloudinary := func(set values) values {
		all := values{"cloud_name": "c", "api_key": "1", "api_secret": "s"}
		for name, v := range set {
			all[name] = v
		}
		return all
	}
	for name, c := range map[string]struct {
		backend string
		set     values
		want    []string
	}{
		"a key of a service account": {"google-cloud-storage", values{"service_account_credentials": `{"type":"service_account","private_key":"` + asPEM + `"}`}, nil},
		"workload identity":          {"google-cloud-storage", values{"service_account_credentials": `{"type":"external_account"}`}, []string{"error on service_account_credentials: service_account_credentials is a document of workload identity federation"}},
		"a user's document":          {"google-cloud-storage", values{"service_account_credentials": `{"type":"authorized_user","refresh_token":"r"}`}, []string{"error on service_account_credentials: service_account_credentials has no private_key"}},
		"a key without line breaks":  {"google-cloud-storage", values{"service_account_credentials": `{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----MC4C-----END PRIVATE KEY-----"}`}, []string{"error on service_account_credentials: service_account_credentials has a private_key that is no key in PEM"}},

		"an account SAS":            {"azureblob", values{"sas_url": sas + "&srt=sco&sig=s"}, nil},
		"a container's SAS":         {"azureblob", values{"sas_url": "https://a.blob.core.windows.net/c?sv=2024-11-04&sr=c&sp=rl&sig=s"}, nil},
		"a SAS of the service":      {"azureblob", values{"sas_url": sas + "&srt=s&sig=s"}, []string{"warning on sas_url: sas_url can list, and open nothing"}},
		"a SAS of containers":       {"azureblob", values{"sas_url": sas + "&srt=sc&sig=s"}, []string{"warning on sas_url: sas_url can list, and open no file"}},
		"a SAS without a signature": {"azurefiles", values{"share_name": "s", "sas_url": sas + "&srt=sco"}, []string{"error on sas_url: sas_url has no signature"}},

		"three fields":               {"cloudinary", cloudinary(nil), nil},
		"Cloudinary's URL as name":   {"cloudinary", cloudinary(values{"cloud_name": "cloudinary://1:s@c"}), []string{"error on cloud_name: cloud_name is a whole address"}},
		"Cloudinary's URL as secret": {"cloudinary", cloudinary(values{"api_secret": "cloudinary://1:s@c"}), []string{"error on api_secret: api_secret is a whole address"}},

		"a type of drives": {"onedrive", values{"token": "{}", "drive_id": "b!1", "drive_type": "Personal"},
			[]string{"error on drive_type: drive_type is no type of a drive"}},
		"an address with a path": {"sharefile", values{"token": "{}", "endpoint": "https://museum.sf-api.com/sf/v3"},
			[]string{"error on endpoint: endpoint has more than a scheme and a host"}},

		"B2's S3 host":           {"b2", values{"endpoint": "s3.us-west-004.backblazeb2.com"}, []string{"error on endpoint: endpoint is the address of B2's S3-compatible API"}},
		"B2's S3 address":        {"b2", values{"endpoint": "https://s3.us-west-004.backblazeb2.com"}, []string{"error on endpoint: endpoint is the address of B2's S3-compatible API"}},
		"B2's own address":       {"b2", values{"endpoint": "https://api.backblazeb2.com"}, nil},
		"B2's S3 address for S3": {"s3", values{"provider": "Other", "endpoint": "s3.us-west-004.backblazeb2.com"}, nil},
		"B2's own host for S3":   {"s3", values{"provider": "Other", "endpoint": "https://api.backblazeb2.com"}, []string{"error on endpoint: endpoint is the address of B2's own API"}},
		"Azure's host for S3":    {"s3", values{"provider": "Other", "endpoint": "a.blob.core.windows.net"}, []string{"error on endpoint: endpoint is the address of Azure Blob Storage"}},
		"Oracle's host for S3":   {"s3", values{"provider": "Other", "endpoint": "objectstorage.eu-frankfurt-1.oraclecloud.com"}, []string{"error on endpoint: endpoint is the address of Oracle's own API"}},
		"Oracle's S3 for S3":     {"s3", values{"provider": "Other", "endpoint": "ns.compat.objectstorage.eu-frankfurt-1.oraclecloud.com"}, nil},
		"Oracle's S3 address":    {"oracleobjectstorage", values{"provider": "no_auth", "endpoint": "https://ns.compat.objectstorage.eu-frankfurt-1.oraclecloud.com"}, []string{"error on endpoint: endpoint is the address of Oracle's S3-compatible API"}},
		"Oracle's own address":   {"oracleobjectstorage", values{"provider": "no_auth", "endpoint": "https://objectstorage.eu-frankfurt-1.oraclecloud.com"}, nil},
		"R2's public bucket":     {"s3", values{"provider": "Cloudflare", "endpoint": "https://pub-1.r2.dev"}, []string{"error on endpoint: endpoint is the address of a public bucket, as a web server shows it"}},
		"files for blobs":        {"azureblob", values{"account": "a", "key": "a2V5", "endpoint": "https://a.file.core.windows.net"}, []string{"error on endpoint: endpoint is the address of Azure Files"}},
		"a data lake for blobs":  {"azureblob", values{"account": "a", "key": "a2V5", "endpoint": "https://a.dfs.core.windows.net/"}, []string{"error on endpoint: endpoint is the address of the API of Data Lake Storage"}},
		"blobs":                  {"azureblob", values{"account": "a", "key": "a2V5", "endpoint": "https://a.blob.core.chinacloudapi.cn"}, nil},
		"blobs for files":        {"azurefiles", values{"account": "a", "share_name": "s", "key": "a2V5", "endpoint": "https://a.blob.core.windows.net"}, []string{"error on endpoint: endpoint is the address of Azure Blob Storage"}},
		"QingStor's S3":          {"qingstor", values{"endpoint": "https://s3.pek3b.qingstor.com"}, []string{"error on endpoint: endpoint is the address of QingStor's S3-compatible API"}},
		"QingStor's own":         {"qingstor", values{"endpoint": "https://qingstor.com:443"}, nil},
		"Storj's gateway":        {"storj", values{"api_key": "k", "passphrase": "p", "satellite_address": "gateway.storjshare.io"}, []string{"error on satellite_address: satellite_address is the address of Storj's gateway, and not of a satellite"}},
		"an account of Swift":    {"swift", values{"user": "u", "key": "k", "auth": "https://swift.example.com/v1/AUTH_p"}, []string{"error on auth: auth is the address of an account's storage, and not of an identity service"}},
		"a login of Swift":       {"swift", values{"user": "u", "key": "k", "auth": "https://swift.example.com/auth/v1.0"}, nil},

		"a grant as a key":     {"storj", values{"api_key": storjGrant, "passphrase": "p"}, []string{"error on api_key: api_key is an access grant"}},
		"a key as a grant":     {"storj", values{"access_grant": storjKey}, []string{"error on access_grant: access_grant is an API key"}},
		"a key":                {"storj", values{"api_key": storjKey, "passphrase": "p"}, nil},
		"a grant":              {"tardigrade", values{"access_grant": storjGrant}, nil},
		"a grant with a typo":  {"storj", values{"api_key": storjGrant[1:], "passphrase": "p"}, nil},
		"a host with a port":   {"sftp", values{"host": "h:22", "user": "u", "pass": "p", "known_hosts_file": "f"}, []string{"error on host: host is a host, without a port"}},
		"FTP with a port":      {"ftp", values{"host": "h:21", "user": "u", "pass": "p", "explicit_tls": true}, []string{"error on host: host is a host, without a port"}},
		"a share of Windows":   {"smb", values{"host": `\\h\share`, "user": "u", "pass": "p"}, []string{"error on host: host is a host, and not a path"}},
		"a port for Quatrix":   {"quatrix", values{"host": "museum.quatrix.it:443"}, nil},
		"a proxy's host":       {"sftp", values{"http_proxy": "p:80", "user": "u", "pass": "p", "known_hosts_file": "f"}, []string{"error on http_proxy: http_proxy is not the URL of an HTTP proxy"}},
		"a SOCKS proxy's URL":  {"ftp", values{"socks_proxy": "socks5://p:1080", "user": "u", "pass": "p", "explicit_tls": true}, []string{"error on socks_proxy: socks_proxy has a scheme in front"}},
		"no scheme of a CDN":   {"b2", values{"download_url": "f.example.com"}, []string{"error on download_url: download_url is not a URL"}},
		"a bucket for a CDN":   {"b2", values{"download_url": "s3://f.example.com"}, []string{"error on download_url: download_url is not a URL"}},
		"a CDN with a slash":   {"b2", values{"download_url": "https://f.example.com/"}, []string{"warning on download_url: download_url ends in a slash"}},
		"a CDN for S3":         {"s3", values{"provider": "AWS", "download_url": "https://f.example.com"}, nil},
		"no scheme for S3":     {"s3", values{"provider": "AWS", "download_url": "f.example.com"}, []string{"error on download_url: download_url is not a URL"}},
		"NetStorage's host":    {"netstorage", values{"host": "example-nsu.akamaihd.net"}, []string{"warning on host: host has no folder"}},
		"NetStorage's folder":  {"netstorage", values{"host": "example-nsu.akamaihd.net/123456"}, nil},
		"NetStorage's address": {"netstorage", values{"host": "https://example-nsu.akamaihd.net/1"}, []string{"error on host: host has a scheme in front"}},

		"a folder of Drive":    {"drive", values{"token": "{}", "root_folder_id": "https://drive.google.com/drive/folders/1AbC"}, []string{"error on root_folder_id: root_folder_id is an id, and not an address"}},
		"a folder of 1fichier": {"fichier", values{"shared_folder": "https://1fichier.com/dir/AbC123"}, []string{"error on shared_folder: shared_folder is an id, and not an address"}},
		"a tenant's address":   {"azureblob", values{"account": "a", "tenant": "https://login.microsoftonline.com/t", "client_id": "i", "client_secret": "s"}, []string{"error on tenant: tenant is a name or an id, and not an address"}},
		"a rate with a unit":   {"zoho", values{"token": "{}", "region": "eu", "tpslimit": "6/s"}, []string{"error on tpslimit: tpslimit is not a number"}},
		"a rate":               {"zoho", values{"token": "{}", "region": "eu", "tpslimit": "0.5"}, nil},
		"a namenode's host":    {"hdfs", values{"namenode": "namenode.example.com", "username": "u"}, []string{"error on namenode: namenode is a list of hosts and ports"}},

		"a zone of today":       {"qingstor", values{"access_key_id": "i", "secret_access_key": "s", "zone": "pek3b"}, []string{`warning on zone: "pek3b" is not a documented zone`}},
		"a provider of today":   {"s3", values{"endpoint": "e", "provider": "Hetzner"}, nil},
		"a provider misspelled": {"s3", values{"endpoint": "e", "provider": "Hetzer"}, []string{`warning on provider: "Hetzer" is not a documented provider`}},
		"a passphrase's break":  {"storj", values{"api_key": "k", "passphrase": "p\n"}, []string{"warning on passphrase: passphrase begins or ends with white space"}},
		"a passphrase's spaces": {"storj", values{"api_key": "k", "passphrase": " p "}, []string{"warning on passphrase: passphrase begins or ends with white space"}},
		"a passphrase of words": {"storj", values{"api_key": "k", "passphrase": "correct horse"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := checked(t, c.backend, c.set); !slices.Equal(got, c.want) {
				t.Errorf("says %q, want %q", got, c.want)
			}
		})
	}
}
