# Mosquitto for the tests of MQTT.

# Debian keeps it where only root's PATH looks.
find_broker() {
  type -P mosquitto || PATH=/usr/sbin:/usr/local/sbin type -P mosquitto
}

need_broker() {
  need_program Mosquitto mosquitto find_broker
}
