drop table refunds, payments, order_lines, orders;
drop table history.refunds, history.order_lines, history.orders;
drop function history.write_refunds, history.write_order_lines, history.write_orders;
