#!/bin/sh
# Makes the certificates that the tests of TLS use, valid from 2020 to 2120, with OpenSSL 3. The keys protect nothing.
set -e
cd "$(dirname "$0")"
rm -f ./*.pem ./*.key
work=$(mktemp -d)
cat > "$work/openssl.cnf" <<CNF
[ca]
default_ca = test
[test]
database = $work/index
new_certs_dir = $work
serial = $work/serial
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
CNF
: > "$work/index"
echo 01 > "$work/serial"

# certify NAME SUBJECT EXTENSIONS, with the options that say who signs
certify() {
  name=$1 subject=$2 extensions=$3
  shift 3
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$subject" \
    -keyout "$name.key" -out "$work/$name.csr"
  printf '%b' "$extensions" > "$work/extensions"
  openssl ca -batch -notext -config "$work/openssl.cnf" -startdate 20200101000000Z -enddate 21200101000000Z \
    -extfile "$work/extensions" -in "$work/$name.csr" -out "$name.pem" "$@"
}
authority() {
  certify "$1" "$2" 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n' \
    -selfsign -keyfile "$1.key"
}
leaf() {
  certify "$1" "$2" "basicConstraints=critical,CA:FALSE\nsubjectAltName=$3\n" -cert "$4.pem" -keyfile "$4.key"
}
{
  authority authority 'test authority'
  authority stranger-authority 'another authority'
  leaf server localhost 'DNS:localhost,IP:127.0.0.1,IP:::1' authority
  leaf misnamed exchange.example DNS:exchange.example authority
  leaf client client DNS:client.example authority
  leaf stranger stranger DNS:stranger.example stranger-authority
  leaf revoked localhost 'DNS:localhost,IP:127.0.0.1,IP:::1' authority
  openssl ca -config "$work/openssl.cnf" -cert authority.pem -keyfile authority.key -revoke revoked.pem
  openssl ca -config "$work/openssl.cnf" -cert authority.pem -keyfile authority.key -gencrl -out revoked-list.pem \
    -crl_lastupdate 20200101000000Z -crl_nextupdate 21200101000000Z
  openssl pkcs8 -topk8 -in server.key -out server-encrypted.key -passout pass:fixproof
} 2> "$work/log" || { cat "$work/log"; exit 1; }
rm -rf "$work" authority.key stranger-authority.key
